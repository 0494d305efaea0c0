import type { Change, Json } from '../../../platform/change-log/change-log.js';
import type { Event } from '../domain/event.js';
import { firstSpan, reachOf, touched } from '../domain/event-times.js';
import { occurrenceId } from '../domain/occurrence-id.js';
import { expand, renameKeys } from '../domain/recurrence/series.js';
import { calendarTopic } from './calendar-changes.js';

export type EventChangeKind = 'CREATED' | 'UPDATED' | 'CANCELLED' | 'DELETED';

/** What became of an event: as it was, null when it is new, and as it is, null when it is gone. */
export interface EventNews {
  readonly kind: EventChangeKind;
  readonly before: Event | null;
  readonly after: Event | null;
  readonly fields?: readonly string[];
  /** Old ids of occurrences and their new ones; ids that are no more. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly dropped?: readonly string[];
  readonly actor: string;
  readonly at: Date;
}

/**
 * The log's rows for it: one on its calendar's topic, and one on the topic of the calendar that it left, if it did. `was`
 * says what decided who saw it before, so that those who no longer do can be told that it is gone.
 */
export function eventChanges(news: EventNews): Change[] {
  const { before, after, kind, actor, at, fields = [], renamed = {}, dropped = [] } = news;
  const event = after ?? before;
  if (!event) throw new Error('news of no event');
  const touches = touched(before, after);
  const change = {
    kind,
    entity: `Event:${event.id}`,
    entityVersion: after ? after.revision : event.revision + 1,
    actor,
    at,
    fields,
    data: {
      event: eventFacts(event),
      was: before && sightFacts(before),
      occurrenceId: null,
      touchesFrom: touches.from?.toISOString() ?? null,
      touchesTo: touches.to?.toISOString() ?? null,
      renamed,
      dropped: [...dropped],
    },
  };
  const calendars = new Set([event.calendarId, before?.calendarId ?? event.calendarId]);
  return [...calendars].map((calendarId) => ({ ...change, topic: calendarTopic(calendarId) }));
}

/** What other subgraphs may know of an event, and keep a copy of. */
function eventFacts(event: Event): { [key: string]: Json } {
  const { series } = event;
  const first = firstSpan(series, event.timeZone);
  return {
    ...sightFacts(event),
    id: event.id,
    title: event.title,
    capacity: event.capacity,
    price: event.price && { amount: event.price.amount, currency: event.price.currency },
    timeZone: event.timeZone,
    allDay: series.allDay,
    recurring: series.rule !== null || series.extra.length > 0,
    startsAt: first.start.toISOString(),
    endsAt: first.end.toISOString(),
    lastEndsAt: reachOf(series).to?.toISOString() ?? null,
  };
}

/** What decides who sees an event. */
const sightFacts = (event: Event): { [key: string]: Json } => ({
  calendarId: event.calendarId,
  organizerId: event.organizerId,
  visibility: event.visibility,
  status: event.status,
  showAs: event.showAs,
});

/** How far back and how many occurrences a map of new ids covers beside those that are known to be booked. */
const MAPPED_BEFORE = 31 * 86_400_000;
const MOST_MAPPED = 500;

/**
 * What a shift of the whole series makes of its occurrences' ids: for those that somebody has booked, and for those from
 * some time ago on. Ids outside of the map still resolve, by what the series was before.
 */
export function renamedOccurrences(
  before: Event,
  after: Event,
  booked: readonly string[],
  now: Date,
): { renamed: Record<string, string>; dropped: string[] } {
  const window = { from: new Date(now.getTime() - MAPPED_BEFORE), limit: MOST_MAPPED };
  const prefix = occurrenceId(before.id, '');
  const keys = new Set([
    ...expand(before.series, window).spans.map((span) => span.key),
    ...booked.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length)),
  ]);
  const { renamed, dropped } = renameKeys(before.series, after.series, [...keys]);
  return {
    renamed: Object.fromEntries(Object.entries(renamed).map(([from, to]) => [prefix + from, prefix + to])),
    dropped: dropped.map((key) => prefix + key),
  };
}
