import { dictionary } from '@zxcvbn-ts/language-common';
import { normalPassword, passwordFault } from '../domain/credentials.js';

/** How many of the most common passwords nobody may choose. */
const MOST_COMMON = 10_000;

let common: ReadonlySet<string> | undefined;

/**
 * What is wrong with a password that somebody chooses, or null: its length, or that it is one of the 10,000 most common
 * which are long enough, whatever their case (OWASP ASVS 6.2.4).
 */
export function newPasswordFault(password: string): string | null {
  const fault = passwordFault(password);
  if (fault !== null) return fault;
  common ??= readCommon();
  return common.has(foldedOf(password)) ? 'This is one of the most common passwords. Choose another.' : null;
}

/** The list begins with the most common; those too short for us take nobody's place. */
function readCommon(): ReadonlySet<string> {
  const longEnough = dictionary['passwords-common'].filter((password) => passwordFault(password) === null);
  return new Set(longEnough.slice(0, MOST_COMMON).map(foldedOf));
}

const foldedOf = (password: string): string => normalPassword(password).toLowerCase();
