import { z } from 'zod';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import { toldOfJoining } from '../domain/audience.js';
import { defaultChannels } from '../domain/notification.js';
import type { CopyWork } from '../usecases/ports.js';
import type { Message } from '../usecases/tell.js';
import type { ConsumerGiven } from './consume-changes.js';
import { planSoon } from './plan-soon.js';

const calendarChanged = z.object({
  calendar: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
  members: z.array(z.object({ userId: z.string(), role: z.enum(['OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY']) })),
  joined: z.array(z.string()).default([]),
  left: z.array(z.string()).default([]),
});
type CalendarChanged = z.infer<typeof calendarChanged>;

const calendarKind = z.enum(['MEMBERS_CHANGED', 'CALENDAR_UPDATED', 'CALENDAR_DELETED']);

/** Whether a change of the event subgraph's log is about a calendar. */
export const isCalendarChange = (change: LoggedChange): boolean => calendarKind.safeParse(change.kind).success;

/** Keeps the copy of a calendar and its members, unless it is newer. */
export async function keepCalendar(work: CopyWork, relayed: RelayedChange): Promise<void> {
  const { calendar, members } = calendarChanged.parse(relayed.change.data);
  if (!(await work.isNewest(relayed))) return;
  if (relayed.change.kind === 'CALENDAR_DELETED') await work.copies.markCalendarDeleted(calendar.id);
  else await work.copies.saveCalendar({ ...calendar, members });
}

/** Keeps the copy of a calendar and its members, and tells its owners who joined. */
export async function applyCalendarChange(given: ConsumerGiven, relayed: RelayedChange): Promise<void> {
  const { change } = relayed;
  const data = calendarChanged.parse(change.data);
  const people = await given.peopleOf([...data.joined, ...data.members.filter((one) => one.role === 'OWNER').map((one) => one.userId)]);
  await given.inWork((work) =>
    work.consumeOnce(relayed, async () => {
      await keepCalendar(work, relayed);
      const concerned = change.kind === 'MEMBERS_CHANGED' ? [...data.joined, ...data.left] : null;
      planSoon(work, given, await work.reminders.staleByCalendar(data.calendar.id, concerned));
      const messages = data.joined.flatMap((userId) => joinMessages(change, data, userId, people.get(userId)?.fullName));
      await given.tell(work, given.clock.now(), messages, people);
    }),
  );
}

function joinMessages(change: LoggedChange, data: CalendarChanged, joined: string, name: string | undefined): Message[] {
  return toldOfJoining(joined, data.members, change.actor).map(({ userId, kind }) => ({
    userId,
    kind,
    facts: { calendarName: data.calendar.name, actorName: name },
    channels: defaultChannels(kind),
    origin: { changeId: change.id },
    calendarId: data.calendar.id,
    actorId: joined,
  }));
}
