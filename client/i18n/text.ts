import { de } from './de.js';
import { en, type MessageKey } from './en.js';

/** The languages that the application speaks. */
export type Language = 'en' | 'de';

let chosen: Language | undefined;

/** The browser's language where we speak it, else English. */
export function language(): Language {
  chosen ??= navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'de' || tag === 'en') === 'de' ? 'de' : 'en';
  return chosen;
}

/** How dates and numbers are written: the browser's own variant of the language, such as en-GB. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(language())) ?? language();
}

/** On which day a week begins: 0 is Sunday; Monday where the browser does not tell. */
export function firstDayOfWeek(tag: string): number {
  const known = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return (known.getWeekInfo?.().firstDay ?? 1) % 7;
}

/** A text in the reader's language, with `{name}` filled in. */
export function text(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const pattern: string = (language() === 'de' ? de : en)[key];
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
