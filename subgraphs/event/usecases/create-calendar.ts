import type { Clock } from '../../../platform/clock.js';
import { badInput, forbidden } from '../../../platform/errors.js';
import type { Ids } from '../../../platform/ids.js';
import { mayPublish, type Calendar, type Member, type Visibility } from '../domain/calendar.js';
import { patchCalendar, type CalendarPatch } from '../domain/calendar-input.js';
import { calendarChanges } from './calendar-changes.js';
import { answeredBefore } from './keyed.js';
import type { Actor, InWork } from './ports.js';
import type { Tokens } from './tokens.js';

/** Where people's own settings are asked for. */
export interface Accounts {
  /** The zone that this person has set; null when they, or who knows them, can't be asked. */
  timeZoneOf(userId: string): Promise<string | null>;
  /** BCP 47. */
  localeOf(userId: string): Promise<string | null>;
}

export interface CreateCalendarInput extends CalendarPatch {
  readonly idempotencyKey?: string | null | undefined;
}

export interface CreateCalendarNeeds {
  readonly inWork: InWork;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: Tokens;
}

/**
 * Makes a calendar and its maker the owner; answers with its id.
 * @throws FORBIDDEN when a mere member of the installation wants it to be public.
 */
export async function createCalendar(needs: CreateCalendarNeeds, actor: Actor, input: CreateCalendarInput): Promise<string> {
  const timeZone = input.timeZone ?? (await needs.accounts.timeZoneOf(actor.userId)) ?? 'UTC';
  const { details, faults } = patchCalendar({}, { ...input, timeZone, visibility: input.visibility ?? 'PRIVATE' });
  if (faults.length > 0) throw badInput(...faults);
  refuseUnlessMayPublish(actor, details.visibility);

  const at = needs.clock.now();
  const calendar: Calendar = { ...details, id: needs.ids.next(), revision: 1, createdAt: at, updatedAt: at };
  const owner: Member = newMember(needs, calendar.id, actor.userId, 'OWNER');
  return needs.inWork(async (work) => {
    const request = { userId: actor.userId, operation: 'createCalendar', key: input.idempotencyKey, input };
    const before = await answeredBefore(work, request, calendar.id, at);
    if (before !== null) return before;
    await work.calendars.insert(calendar);
    await work.members.insert(owner);
    await work.record(
      calendarChanges({ kind: 'MEMBERS_CHANGED', calendar, members: [owner], joined: [actor.userId], actor: actor.userId, at }),
    );
    return calendar.id;
  });
}

/** @throws FORBIDDEN for PUBLIC, unless the account's role is to publish. */
export function refuseUnlessMayPublish(actor: Actor, visibility: Visibility): void {
  if (visibility === 'PUBLIC' && !mayPublish(actor.role)) {
    throw forbidden('Only organizers may publish what everybody can find.');
  }
}

/** Somebody's new place in a calendar, with a feed address of their own. */
export function newMember(
  { ids, tokens, clock }: Pick<CreateCalendarNeeds, 'ids' | 'tokens' | 'clock'>,
  calendarId: string,
  userId: string,
  role: Member['role'],
): Member {
  const at = clock.now();
  return { id: ids.next(), calendarId, userId, role, color: null, hidden: false, feedToken: tokens.next(), joinedAt: at, roleSince: at };
}
