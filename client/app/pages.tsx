import { lazy, type ComponentType } from 'react';
import type { SessionState } from '../session/tokens.js';
import { patiently } from './patiently.js';

/** A page, and the addresses at which it stands. */
interface Route {
  /** With `:name` for what differs; the page gets it as a property of that name. */
  readonly path: string;
  readonly page: ComponentType<never>;
  /** What tells whether another address is still the same page, which then stays mounted; by default the address itself. */
  readonly key?: string;
}

type Page = ComponentType<Readonly<Record<string, string>>>;

/** Loads a page when somebody goes there. One that is loaded already is drawn at once, without what stands in for it meanwhile. */
function later<Props, Name extends string>(load: () => Promise<Record<Name, ComponentType<Props>>>, name: Name) {
  type Loaded = { readonly default: ComponentType<Props> };
  let loaded: Loaded | undefined;
  const loading = async (from: () => Promise<Record<Name, ComponentType<Props>>>): Promise<Loaded> => (loaded = { default: (await from())[name] });
  const page = lazy(() => (loaded ? atOnce(loaded) : loading(() => patiently(load))));
  loads.set(page, () => loading(load));
  return page;
}

/** A promise would keep React waiting though it is kept already, and what it waits for it shows 300 ms later at the earliest. */
const atOnce = <Value,>(value: Value): Promise<Value> => ({ then: (hear: (value: Value) => void) => hear(value) }) as Promise<Value>;

const loads = new Map<unknown, () => Promise<unknown>>();

const settings = later(() => import('../features/account/settings-page.js'), 'SettingsPage');

/** What is shown to who is signed in, by address. The gateway's `http/web-application.ts` lists the same addresses. */
const routes: readonly Route[] = [
  { path: '/', page: later(() => import('../features/calendar/calendar-page.js'), 'CalendarPage') },
  { path: '/occurrences/:occurrenceId', page: later(() => import('../features/event/event-page.js'), 'EventPage') },
  { path: '/events/:eventId/edit', page: later(() => import('../features/calendar/edit-event-page.js'), 'EditEventPage') },
  { path: '/inbox', page: later(() => import('../features/inbox/inbox-page.js'), 'InboxPage') },
  { path: '/calendars/:calendarId/settings', page: later(() => import('../features/sharing/calendar-settings-page.js'), 'CalendarSettingsPage') },
  { path: '/bookings', page: later(() => import('../features/bookings/bookings-page.js'), 'BookingsPage') },
  { path: '/settings', page: settings, key: 'settings' },
  { path: '/settings/:part', page: settings, key: 'settings' },
];

/** What is shown to anybody, signed in or not, without the frame around the others. */
const openRoutes: readonly Route[] = [
  { path: '/sign-in', page: later(() => import('../features/sign-in/sign-in-page.js'), 'SignInPage') },
  { path: '/register', page: later(() => import('../features/sign-in/register-page.js'), 'RegisterPage') },
  { path: '/forgot-password', page: later(() => import('../features/sign-in/forgot-password-page.js'), 'ForgotPasswordPage') },
  { path: '/reset-password', page: later(() => import('../features/sign-in/reset-password-page.js'), 'ResetPasswordPage') },
  { path: '/verify-email', page: later(() => import('../features/sign-in/verify-email-page.js'), 'VerifyEmailPage') },
  { path: '/join', page: later(() => import('../features/sharing/join-page.js'), 'JoinPage') },
];

interface Found {
  readonly Page: Page;
  readonly given: Readonly<Record<string, string>>;
  readonly key: string;
}

/** The page at an address for who is signed in, and what it is given; undefined where there is none. */
export const pageAt = (path: string): Found | undefined => find(routes, path);

/** The page at an address that anybody may see. */
export const openPageAt = (path: string): Found | undefined => find(openRoutes, path);

/** Loads the page at an address before it is shown. What fails now is tried again, and told, by who shows it. */
export async function loadPageAt(path: string, session: SessionState): Promise<void> {
  const page = openPageAt(path)?.Page ?? (session === 'out' ? SignInHere : pageAt(path)?.Page);
  await loads.get(page)?.().catch(() => undefined);
}

/** Where somebody signs in who goes to a page of the others. */
export const SignInHere = openRoutes[0]?.page as Page;

function find(among: readonly Route[], path: string): Found | undefined {
  for (const { path: pattern, page, key = path } of among) {
    const given = match(pattern, path);
    if (given) return { Page: page as Page, given, key };
  }
  return undefined;
}

function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, actual] = [pattern.split('/'), path.replace(/(.)\/$/, '$1').split('/')];
  if (wanted.length !== actual.length) return null;
  const given: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const found = actual[index] ?? '';
    if (part.startsWith(':') && found !== '') given[part.slice(1)] = decodeURIComponent(found);
    else if (part !== found) return null;
  }
  return given;
}
