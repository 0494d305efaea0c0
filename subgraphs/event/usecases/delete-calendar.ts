import type { Clock } from '../../../platform/clock.js';
import { calendarChanges } from './calendar-changes.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

/** Deletes a calendar with everything in it. Its members are told; who books with it, too. */
export async function deleteCalendar({ inWork, clock }: { inWork: InWork; clock: Clock }, actor: Actor, id: string): Promise<void> {
  await inWork(async (work) => {
    const { calendar } = await standIn(work, actor, id, 'OWNER');
    const left = (await work.members.all(id)).map((member) => member.userId);
    await work.calendars.remove(id);
    await work.record(
      calendarChanges({
        kind: 'CALENDAR_DELETED',
        calendar: { ...calendar, revision: calendar.revision + 1 },
        members: [],
        left,
        actor: actor.userId,
        at: clock.now(),
      }),
    );
  });
}
