import * as common from './common.js';
import { language } from './language.js';

type Values = Readonly<Record<string, string | number>>;
type CommonKey = keyof typeof common.en;

/**
 * Says the texts of one feature, and those of every page, in the reader's language; `{name}` is filled in. Both tables
 * have the same keys, by type. They come with the feature's own code, so that a page does not load what others say.
 */
export function texts<Key extends string>(en: Readonly<Record<Key, string>>, de: Readonly<Record<NoInfer<Key>, string>>) {
  const tables: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>> = { en: { ...common.en, ...en }, de: { ...common.de, ...de } };
  return (key: Key | CommonKey, values: Values = {}): string =>
    (tables[language()][key] ?? key).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What every page may say. */
export const text = texts({}, {});

/** Between parts of one line; where it wraps the dot ends the line and begins none. */
export const DOT = '\u00a0· ';

/** Lets a line wrap before `19:00–22:00`, and not within. */
export const unbroken = (stretch: string): string => stretch.replaceAll(/(\d)(\s?–\s?)(\d)/g, '$1\u2060$2\u2060$3');
