import type { Clock } from '../../../platform/clock.js';
import { CallerError, notFound } from '../../../platform/errors.js';
import { mayOpenCalendar } from '../domain/calendar.js';
import { hasOtherOwner, recordMembers } from './member-changes.js';
import { endedBefore, rememberEnding } from './keyed.js';
import type { Actor, InWork } from './ports.js';

interface Needs {
  readonly inWork: InWork;
  readonly clock: Clock;
}

/**
 * Ends the actor's membership. Leaving again changes nothing.
 * @throws CONFLICT for the only owner, who deletes the calendar or makes another owner first.
 */
export async function leaveCalendar(needs: Needs, actor: Actor, id: string): Promise<void> {
  await needs.inWork(async (work) => {
    const calendar = await work.calendars.lock(id);
    const member = await work.members.find(id, actor.userId);
    if (!calendar || !mayOpenCalendar(calendar.visibility, member?.role ?? null)) {
      if (await endedBefore(work, actor, 'leaveCalendar', id)) return;
      throw notFound('The calendar');
    }
    if (!member) return;
    if (member.role === 'OWNER' && !(await hasOtherOwner(work, member))) {
      throw new CallerError('CONFLICT', "The only owner can't leave: make another one first, or delete the calendar.");
    }
    await work.members.remove(member.id);
    await rememberEnding(work, actor, 'leaveCalendar', id, needs.clock.now());
    await recordMembers(needs, work, actor, calendar, { left: [actor.userId] });
  });
}
