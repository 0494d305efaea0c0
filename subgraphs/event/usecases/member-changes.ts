import type { Clock } from '../../../platform/clock.js';
import type { Calendar, Member } from '../domain/calendar.js';
import { calendarChanges } from './calendar-changes.js';
import type { Actor, Work } from './ports.js';

/** Tells of members who came, went or changed their role: counts the calendar's revision up and writes the log. */
export async function recordMembers(
  { clock }: { clock: Clock },
  work: Work,
  actor: Actor,
  calendar: Calendar,
  people: { readonly joined?: readonly string[]; readonly left?: readonly string[] } = {},
): Promise<void> {
  const changed = { ...calendar, revision: calendar.revision + 1 };
  await work.calendars.save(changed);
  const members = await work.members.all(calendar.id);
  await work.record(
    calendarChanges({ kind: 'MEMBERS_CHANGED', calendar: changed, members, ...people, actor: actor.userId, at: clock.now() }),
  );
}

/** Whether a calendar would still have an owner without this member, or with them in another role. */
export async function hasOtherOwner(work: Work, member: Member): Promise<boolean> {
  return (await work.members.all(member.calendarId)).some((other) => other.id !== member.id && other.role === 'OWNER');
}
