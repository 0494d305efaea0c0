/** The languages that the application speaks. */
export type Language = 'en' | 'de';

/** Holds what was chosen: a BCP 47 tag, or that this browser's own languages count, whatever the profile says. */
const KEY = 'convene.locale';
const OWN = 'browser';
const listeners = new Set<() => void>();
/** Undefined until it is looked up; null: nothing was chosen. */
let known: string | null | undefined;

/** Takes a BCP 47 tag such as `de-AT` for all that is said from now on; null goes back to the browser's languages, for good. */
export function chooseLocale(tag: string | null): void {
  const before = locale();
  known = tag ?? OWN;
  localStorage.setItem(KEY, known);
  document.documentElement.lang = language();
  if (locale() !== before) for (const listener of listeners) listener();
}

/** Takes the profile's language, unless this browser's own ones were chosen. */
export function followProfile(tag: string): void {
  if (chosen() !== OWN && chosen() !== tag) chooseLocale(tag);
}

/** Whether what is spoken comes from the browser's languages. */
export const followsBrowser = (): boolean => chosen() === null || chosen() === OWN;

/** Calls `listener` when another language was chosen; returns how to stop. */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen language, else the browser's where we speak it, else English. */
export const language = (): Language => spoken(wanted()) ?? 'en';

/** How dates and numbers are written: as the chosen tag says if it names a region, else as the browser's variant of the language does. */
export function locale(): string {
  const tags = wanted().filter((tag) => spoken([tag]) === language());
  return tags.find((tag) => tag.includes('-')) ?? language();
}

/** On which day a week begins where that is not Monday, by region (CLDR 48, weekData): 0 is Sunday. */
const WEEK_STARTS: readonly (readonly [day: number, regions: string])[] = [
  [
    0,
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW',
  ],
  [6, 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'],
  [5, 'MV'],
];

/** On which day a week begins: 0 is Sunday. Some browsers know by themselves, and take as long for that as for drawing the month. */
export function firstDayOfWeek(tag: string): number {
  const { region = '' } = new Intl.Locale(tag).maximize();
  return WEEK_STARTS.find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? 1;
}

function chosen(): string | null {
  known ??= localStorage.getItem(KEY);
  return known;
}

function wanted(): readonly string[] {
  const tag = chosen();
  return tag === null || tag === OWN ? navigator.languages : [tag, ...navigator.languages];
}

function spoken(tags: readonly string[]): Language | undefined {
  return tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag): tag is Language => tag === 'en' || tag === 'de');
}
