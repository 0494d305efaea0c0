import type { CalendarRole } from './calendar.js';

/** A link by which whoever holds it joins a calendar. */
export interface Invite {
  readonly id: string;
  readonly calendarId: string;
  readonly code: string;
  readonly role: CalendarRole;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
  /** How many people may join by it; null: any number. */
  readonly maxUses: number | null;
  /** How many people have. */
  readonly uses: number;
}

/** Why an invite lets nobody in any more; null while it does. */
export function inviteRefusal(invite: Invite, now: Date): string | null {
  if (invite.expiresAt !== null && invite.expiresAt <= now) return 'This invitation has expired.';
  if (usesLeft(invite) === 0) return 'This invitation is used up.';
  return null;
}

export const usesLeft = (invite: Invite): number | null =>
  invite.maxUses === null ? null : Math.max(0, invite.maxUses - invite.uses);
