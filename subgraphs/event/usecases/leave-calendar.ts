import type { Clock } from '../../../platform/clock.js';
import { CallerError, notFound } from '../../../platform/errors.js';
import { mayOpenCalendar } from '../domain/calendar.js';
import { calendarChanges } from './calendar-changes.js';
import type { Actor, InWork } from './ports.js';

/**
 * Ends the actor's membership. Leaving again says nothing more, where the calendar can still be seen.
 * @throws CONFLICT for the only owner, who deletes the calendar or makes another owner first.
 */
export async function leaveCalendar({ inWork, clock }: { inWork: InWork; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inWork(async (work) => {
    const calendar = await work.calendars.lock(id);
    const member = await work.members.find(id, actor.userId);
    if (!calendar || !mayOpenCalendar(calendar.visibility, member?.role ?? null)) throw notFound('The calendar');
    if (!member) return;
    const members = (await work.members.all(id)).filter((other) => other.id !== member.id);
    if (!members.some((other) => other.role === 'OWNER')) {
      throw new CallerError('CONFLICT', "The only owner can't leave: make another one first, or delete the calendar.");
    }
    await work.members.remove(member.id);
    const changed = { ...calendar, revision: calendar.revision + 1 };
    await work.calendars.save(changed);
    await work.record(
      calendarChanges({
        kind: 'MEMBERS_CHANGED',
        calendar: changed,
        members,
        left: [actor.userId],
        actor: actor.userId,
        at: clock.now(),
      }),
    );
  });
}
