import type { Clock } from '../../../platform/clock.js';
import { CallerError } from '../../../platform/errors.js';
import { hasOtherOwner, recordMembers } from './member-changes.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

interface Needs {
  readonly inWork: InWork;
  readonly clock: Clock;
}

/** Ends somebody's membership. Owners only; who is no member any more is no fault. @throws CONFLICT for the only owner. */
export async function removeCalendarMember(needs: Needs, actor: Actor, calendarId: string, userId: string): Promise<void> {
  await needs.inWork(async (work) => {
    const { calendar } = await standIn(work, actor, calendarId, 'OWNER');
    const member = await work.members.find(calendarId, userId);
    if (!member) return;
    if (member.role === 'OWNER' && !(await hasOtherOwner(work, member))) {
      throw new CallerError('CONFLICT', 'A calendar has at least one owner.');
    }
    await work.members.remove(member.id);
    await recordMembers(needs, work, actor, calendar, { left: [userId] });
  });
}
