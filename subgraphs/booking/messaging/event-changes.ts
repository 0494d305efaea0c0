import { z } from 'zod';
import { changesJob } from '../../../platform/change-log/relay.js';
import { handleJob, type JobHandler } from '../../../platform/jobs/jobs.js';
import type {
  ApplyCalendarChange,
  ApplyEventChange,
  CalendarChangeData,
  EventChangeData,
} from '../usecases/apply-event-change.js';

const status = z.enum(['DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED']);

/** What this subgraph reads of a change to an event. */
export const eventChangeData: z.ZodType<EventChangeData> = z.object({
  event: z.object({
    id: z.string(),
    calendarId: z.string(),
    organizerId: z.string(),
    status,
    visibility: z.enum(['PUBLIC', 'UNLISTED', 'PRIVATE']),
    capacity: z.number().nullable(),
    price: z.object({ amount: z.number(), currency: z.string() }).nullable(),
  }),
  occurrenceId: z.string().nullable().default(null),
  renamed: z.record(z.string(), z.string()).default({}),
  dropped: z.array(z.string()).default([]),
});

/** What this subgraph reads of a change to a calendar. */
export const calendarChangeData: z.ZodType<CalendarChangeData> = z.object({
  calendar: z.object({ id: z.string() }),
  members: z.array(z.object({ userId: z.string(), role: z.enum(['OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY']) })),
});

/** Kinds that tell of an event, and of a calendar; whatever else the log holds is no concern of bookings. */
const EVENT_KINDS: ReadonlySet<string> = new Set(['CREATED', 'UPDATED', 'CANCELLED', 'DELETED']);
const CALENDAR_KINDS: ReadonlySet<string> = new Set(['MEMBERS_CHANGED', 'CALENDAR_UPDATED', 'CALENDAR_DELETED']);

/** Takes changes off this subgraph's queue: events' and calendars' into the copies, others let pass. */
export const changeHandler = (applyEvent: ApplyEventChange, applyCalendar: ApplyCalendarChange): JobHandler<never> =>
  handleJob(changesJob('booking'), async (delivered) => {
    const { source, change } = delivered;
    if (source !== 'event') return;
    if (EVENT_KINDS.has(change.kind)) await applyEvent(delivered, eventChangeData.parse(change.data));
    if (CALENDAR_KINDS.has(change.kind)) await applyCalendar(delivered, calendarChangeData.parse(change.data));
  });
