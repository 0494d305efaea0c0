import { forbidden, notFound } from '../../../platform/errors.js';
import { mayOpenCalendar } from '../domain/calendar.js';
import type { Actor, InWork } from './ports.js';
import type { Tokens } from './tokens.js';

/** Ends the actor's own feed address in a calendar, and gives them another. */
export async function rotateFeedUrl({ inWork, tokens }: { inWork: InWork; tokens: Tokens }, actor: Actor, calendarId: string): Promise<void> {
  await inWork(async (work) => {
    const calendar = await work.calendars.lock(calendarId);
    const member = await work.members.find(calendarId, actor.userId);
    if (!calendar || !mayOpenCalendar(calendar.visibility, member?.role ?? null)) throw notFound('The calendar');
    if (!member) throw forbidden('Only members have a feed address.');
    await work.members.save({ ...member, feedToken: tokens.next() });
  });
}
