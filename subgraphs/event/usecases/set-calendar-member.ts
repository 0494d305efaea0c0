import type { Clock } from '../../../platform/clock.js';
import { CallerError, notFound } from '../../../platform/errors.js';
import type { CalendarRole } from '../domain/calendar.js';
import { hasOtherOwner, recordMembers } from './member-changes.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

interface Needs {
  readonly inWork: InWork;
  readonly clock: Clock;
}

/**
 * Gives a member another role. Owners only.
 * @throws NOT_FOUND for somebody who is no member (people join by invitation); CONFLICT when no owner would be left.
 */
export async function setCalendarMember(
  needs: Needs,
  actor: Actor,
  { calendarId, userId, role }: { calendarId: string; userId: string; role: CalendarRole },
): Promise<void> {
  await needs.inWork(async (work) => {
    const { calendar } = await standIn(work, actor, calendarId, 'OWNER');
    const member = await work.members.find(calendarId, userId);
    if (!member) throw notFound('The member');
    if (member.role === role) return;
    if (member.role === 'OWNER' && !(await hasOtherOwner(work, member))) {
      throw new CallerError('CONFLICT', 'A calendar has at least one owner.');
    }
    await work.members.save({ ...member, role, roleSince: needs.clock.now() });
    await recordMembers(needs, work, actor, calendar);
  });
}
