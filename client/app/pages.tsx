import { lazy, type ComponentType } from 'react';

/** A page, and the addresses at which it stands. */
interface Route {
  /** With `:name` for what differs; the page gets it as a property of that name. */
  readonly path: string;
  readonly page: ComponentType<never>;
}

/** Loads a page when somebody goes there. */
const later = <Props, Name extends string>(load: () => Promise<Record<Name, ComponentType<Props>>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

/** What is shown to who is signed in, by address. The gateway's `http/web-application.ts` lists the same addresses. */
const routes: readonly Route[] = [
  { path: '/', page: later(() => import('../features/calendar/calendar-page.js'), 'CalendarPage') },
  { path: '/occurrences/:occurrenceId', page: later(() => import('../features/event/event-page.js'), 'EventPage') },
  { path: '/inbox', page: later(() => import('../features/inbox/inbox-page.js'), 'InboxPage') },
];

/** The page at an address, and what it is given; undefined where there is none. */
export function pageAt(path: string): { readonly Page: ComponentType<Readonly<Record<string, string>>>; readonly given: Readonly<Record<string, string>> } | undefined {
  for (const { path: pattern, page } of routes) {
    const given = match(pattern, path);
    if (given) return { Page: page as ComponentType<Readonly<Record<string, string>>>, given };
  }
  return undefined;
}

function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, actual] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== actual.length) return null;
  const given: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const found = actual[index] ?? '';
    if (part.startsWith(':') && found !== '') given[part.slice(1)] = decodeURIComponent(found);
    else if (part !== found) return null;
  }
  return given;
}
