import { badInput, forbidden, notFound } from '../../../platform/errors.js';
import { mayOpenCalendar } from '../domain/calendar.js';
import { checkColor } from '../domain/calendar-input.js';
import { createFaults } from '../domain/faults.js';
import type { Actor, InWork } from './ports.js';

export interface MyCalendarInput {
  readonly color?: string | null | undefined;
  readonly hidden?: boolean | null | undefined;
}

/** Changes how a calendar looks to the actor alone; nobody is told. */
export async function updateMyCalendar({ inWork }: { inWork: InWork }, actor: Actor, calendarId: string, input: MyCalendarInput): Promise<void> {
  const faults = createFaults();
  const color = input.color === undefined ? undefined : checkColor(faults, ['input', 'color'], input.color);
  if (faults.found.length > 0) throw badInput(...faults.found);
  await inWork(async (work) => {
    const calendar = await work.calendars.lock(calendarId);
    const member = await work.members.find(calendarId, actor.userId);
    if (!calendar || !mayOpenCalendar(calendar.visibility, member?.role ?? null)) throw notFound('The calendar');
    if (!member) throw forbidden('Only members have settings of their own.');
    await work.members.save({ ...member, color: color === undefined ? member.color : color, hidden: input.hidden ?? (input.hidden === null ? false : member.hidden) });
  });
}
