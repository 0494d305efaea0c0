import type { Role } from './account.js';

/** Manages one's own account. Only a session has it; a script's token never. */
export const ACCOUNT_SCOPE = 'ACCOUNT';
/** What is marked for administrators. */
export const ADMIN_SCOPE = 'ADMIN';

const OF_EVERY_TOKEN = [
  'CALENDAR_READ',
  'CALENDAR_WRITE',
  'BOOKING_READ',
  'BOOKING_WRITE',
  'CHECK_IN',
  'INBOX_READ',
  'INBOX_WRITE',
] as const;
const OF_EVERY_MEMBER = [ACCOUNT_SCOPE, ...OF_EVERY_TOKEN] as const;

/** All that a script's token can be made for: what its owner may do, ACCOUNT apart. */
export const TOKEN_SCOPES = [...OF_EVERY_TOKEN, ADMIN_SCOPE] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** All that a signed-in person of this role may do. */
export function scopesOf(role: Role): readonly string[] {
  switch (role) {
    case 'MEMBER':
    case 'ORGANIZER':
      return OF_EVERY_MEMBER;
    case 'ADMIN':
      return [...OF_EVERY_MEMBER, ADMIN_SCOPE];
  }
}
