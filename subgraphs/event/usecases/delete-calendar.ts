import type { Clock } from '../../../platform/clock.js';
import { calendarChanges } from './calendar-changes.js';
import { endedBefore, rememberEnding } from './keyed.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

/** Deletes a calendar with everything in it. Its members are told; who books with it, too. Deleting again changes nothing. */
export async function deleteCalendar({ inWork, clock }: { inWork: InWork; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inWork(async (work) => {
    if (await endedBefore(work, actor, 'deleteCalendar', id)) return;
    const { calendar } = await standIn(work, actor, id, 'OWNER');
    const left = (await work.members.all(id)).map((member) => member.userId);
    const at = clock.now();
    await work.calendars.remove(id);
    await rememberEnding(work, actor, 'deleteCalendar', id, at);
    await work.record(
      calendarChanges({
        kind: 'CALENDAR_DELETED',
        calendar: { ...calendar, revision: calendar.revision + 1 },
        members: [],
        left,
        actor: actor.userId,
        at,
      }),
    );
  });
}
