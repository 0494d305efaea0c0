/** The languages that the application speaks. */
export type Language = 'en' | 'de';

const KEY = 'convene.locale';
const listeners = new Set<() => void>();
/** Undefined until it is looked up; null: nothing was chosen. */
let known: string | null | undefined;

/** Takes a BCP 47 tag such as `de-AT` for all that is said from now on; null goes back to the browser's languages. */
export function chooseLocale(tag: string | null): void {
  if (tag === chosen()) return;
  known = tag;
  if (tag === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, tag);
  document.documentElement.lang = language();
  for (const listener of listeners) listener();
}

/** Calls `listener` when another language was chosen; returns how to stop. */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen language, else the browser's where we speak it, else English. */
export const language = (): Language => spoken(wanted()) ?? 'en';

/** How dates and numbers are written: the chosen tag, else the browser's own variant of the language, such as en-GB. */
export const locale = (): string => wanted().find((tag) => spoken([tag]) === language()) ?? language();

/** On which day a week begins: 0 is Sunday; Monday where the browser does not tell. */
export function firstDayOfWeek(tag: string): number {
  const known = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return (known.getWeekInfo?.().firstDay ?? 1) % 7;
}

function chosen(): string | null {
  known ??= localStorage.getItem(KEY);
  return known;
}

function wanted(): readonly string[] {
  const tag = chosen();
  return tag === null ? navigator.languages : [tag, ...navigator.languages];
}

function spoken(tags: readonly string[]): Language | undefined {
  return tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag): tag is Language => tag === 'en' || tag === 'de');
}
