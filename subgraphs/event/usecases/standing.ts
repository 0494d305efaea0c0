import { forbidden, notFound } from '../../../platform/errors.js';
import { atLeast, mayOpenCalendar, type CalendarRole } from '../domain/calendar.js';
import type { Actor, Standing, Work } from './ports.js';

/**
 * The calendar, locked until the end of the work, and the actor's role in it, which must be at least `needed`.
 * @throws NOT_FOUND to those who may not know that it exists, FORBIDDEN to the others.
 */
export async function standIn(work: Work, actor: Actor, calendarId: string, needed: CalendarRole): Promise<Standing> {
  const calendar = await work.calendars.lock(calendarId);
  const role = calendar && ((await work.members.find(calendarId, actor.userId))?.role ?? null);
  if (!calendar || !mayOpenCalendar(calendar.visibility, role)) throw notFound('The calendar');
  if (!atLeast(role, needed)) throw forbidden(`This takes the role ${needed} in the calendar.`);
  return { calendar, role };
}
