import { UNPRINTABLE } from './printable.js';

const FULL_NAME_LENGTH = 200;
const AVATAR_URL_LENGTH = 2048;
const LOCALE_LENGTH = 35;

/** What a person says of themselves. */
export interface Profile {
  readonly fullName: string;
  readonly avatarUrl: string | null;
  readonly timeZone: string;
  readonly locale: string;
}

/** What is wrong with a person's name, or null. */
export function fullNameFault(fullName: string): string | null {
  const trimmed = fullName.trim();
  if (trimmed === '') return 'A name is not empty.';
  if (trimmed.length > FULL_NAME_LENGTH) return `A name has at most ${String(FULL_NAME_LENGTH)} characters.`;
  return UNPRINTABLE.test(trimmed) ? 'A name has no control characters.' : null;
}

/** What is wrong with the address of a picture, or null. */
export function avatarUrlFault(avatarUrl: string): string | null {
  const parsed = avatarUrl.length <= AVATAR_URL_LENGTH && URL.canParse(avatarUrl) ? new URL(avatarUrl) : null;
  return parsed && ['https:', 'http:'].includes(parsed.protocol) && !UNPRINTABLE.test(avatarUrl)
    ? null
    : 'A picture has an http or https address.';
}

/** What is wrong with an IANA time zone, or null. */
export function timeZoneFault(timeZone: string): string | null {
  try {
    if (/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(timeZone)) {
      new Intl.DateTimeFormat('en', { timeZone });
      return null;
    }
  } catch {
    // Falls through: the runtime does not know the zone.
  }
  return 'This is not the name of a time zone, such as Europe/Paris.';
}

/** What is wrong with a language tag (BCP 47), or null. */
export function localeFault(locale: string): string | null {
  try {
    if (locale.length <= LOCALE_LENGTH && Intl.getCanonicalLocales(locale).length === 1) return null;
  } catch {
    // Falls through: it is no tag.
  }
  return 'This is not a language, such as en or de-AT.';
}
