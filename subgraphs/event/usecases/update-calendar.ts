import type { Clock } from '../../../platform/clock.js';
import { badInput } from '../../../platform/errors.js';
import type { Calendar } from '../domain/calendar.js';
import { patchCalendar, type CalendarPatch } from '../domain/calendar-input.js';
import { calendarChanges } from './calendar-changes.js';
import { refuseUnlessMayPublish } from './create-calendar.js';
import type { Actor, InWork } from './ports.js';
import { standIn } from './standing.js';

const FIELDS = ['name', 'description', 'color', 'timeZone', 'visibility'] as const;

/** Changes what the owner says about a calendar. What is the same as before is no change, and nobody is told. */
export async function updateCalendar(
  { inWork, clock }: { inWork: InWork; clock: Clock },
  actor: Actor,
  id: string,
  patch: CalendarPatch,
): Promise<void> {
  await inWork(async (work) => {
    const { calendar } = await standIn(work, actor, id, 'OWNER');
    const { details, faults } = patchCalendar(calendar, patch);
    if (faults.length > 0) throw badInput(...faults);
    const fields = FIELDS.filter((field) => details[field] !== calendar[field]);
    if (fields.length === 0) return;
    if (fields.includes('visibility')) refuseUnlessMayPublish(actor, details.visibility);

    const at = clock.now();
    const changed: Calendar = { ...calendar, ...details, revision: calendar.revision + 1, updatedAt: at };
    await work.calendars.save(changed);
    const members = await work.members.all(id);
    await work.record(
      calendarChanges({ kind: 'CALENDAR_UPDATED', calendar: changed, members, fields, actor: actor.userId, at }),
    );
  });
}
