import type { Clock } from '../../../platform/clock.js';
import { badInput } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import type { CalendarRole } from '../domain/calendar.js';
import { createFaults } from '../domain/faults.js';
import type { Invite } from '../domain/invite.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';
import type { Tokens } from './tokens.js';

export interface CreateCalendarInviteInput {
  readonly calendarId: string;
  /** VIEWER where left out. */
  readonly role?: CalendarRole | undefined;
  readonly expiresAt?: Date | null | undefined;
  readonly maxUses?: number | null | undefined;
}

/** Makes a link to join by. Owners invite with any role but their own, editors with less than theirs. */
export async function createCalendarInvite(
  { inWork, clock, ids, tokens }: { inWork: InWork; clock: Clock; ids: Ids; tokens: Tokens },
  actor: Actor,
  input: CreateCalendarInviteInput,
): Promise<Invite> {
  const now = clock.now();
  const role = input.role ?? 'VIEWER';
  const faults = createFaults();
  if (role === 'OWNER') faults.add(['input', 'role'], 'A link makes nobody an owner.');
  if (input.expiresAt && input.expiresAt <= now) faults.add(['input', 'expiresAt'], '`expiresAt` must lie ahead.');
  if (input.maxUses != null && (input.maxUses < 1 || input.maxUses > 100_000)) {
    faults.add(['input', 'maxUses'], '`maxUses` is from 1 to 100000.');
  }
  if (faults.found.length > 0) throw badInput(...faults.found);

  const invite: Invite = {
    id: ids.next(),
    calendarId: input.calendarId,
    code: tokens.next(),
    role,
    createdBy: actor.userId,
    expiresAt: input.expiresAt ?? null,
    maxUses: input.maxUses ?? null,
    uses: 0,
  };
  await inWork(async (work) => {
    await standIn(work, actor, input.calendarId, role === 'EDITOR' ? 'OWNER' : 'EDITOR');
    await work.invites.insert(invite, now);
  });
  return invite;
}
