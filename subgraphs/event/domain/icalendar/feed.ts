import { bounds } from '../recurrence/bounds.js';
import { wallOf } from '../recurrence/local-time.js';
import { zoneOf } from '../recurrence/zone.js';
import { plain, text, textOf } from './content-line.js';
import { isUtc, utcText } from './date-values.js';
import { eventLines, type FeedEvent } from './event-component.js';
import { timeZoneComponent } from './time-zone-component.js';

/** A calendar as one of its readers gets it in a feed. */
export interface Feed {
  readonly name: string;
  readonly timeZone: string;
  /** A CSS colour: a name, or `#rrggbb`. */
  readonly color?: string | null;
  /** In the order in which they are written: keep it, and an unchanged calendar stays the same text. */
  readonly events: readonly FeedEvent[];
  /** How often clients are asked to look again. */
  readonly refreshMinutes: number;
}

/** RFC 7986 takes names only; hexadecimal ones are understood under Apple's name. */
function colorLines(color: string | null | undefined): string[] {
  if (!color) return [];
  return /^[a-z]+$/i.test(color) ? [`COLOR:${color.toLowerCase()}`] : [`X-APPLE-CALENDAR-COLOR:${plain(color)}`];
}

/** From the first start to the last end of each zone that is written by its wall clock. */
function zonesOf(events: readonly FeedEvent[]): Map<string, { from: Date; to: Date | null; changed: Date }> {
  const zones = new Map<string, { from: Date; to: Date | null; changed: Date }>();
  const later = (a: Date | null, b: Date | null): Date | null => (a && b ? new Date(Math.max(a.getTime(), b.getTime())) : null);
  for (const { series, overrides, updatedAt } of events) {
    if (series.allDay || isUtc(series.timeZone)) continue;
    const { firstStart, lastEnd, longestMilliseconds } = bounds(series);
    const moved = overrides.map((override) => zoneOf(series.timeZone).instantOf(wallOf(override.start)));
    const from = new Date(Math.min(firstStart.getTime(), ...moved));
    const to = later(lastEnd, new Date(Math.max(from.getTime(), ...moved) + longestMilliseconds));
    const known = zones.get(series.timeZone) ?? { from, to, changed: updatedAt };
    zones.set(series.timeZone, {
      from: new Date(Math.min(known.from.getTime(), from.getTime())),
      to: later(known.to, to),
      changed: new Date(Math.max(known.changed.getTime(), updatedAt.getTime())),
    });
  }
  return new Map([...zones].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const latest = (events: readonly FeedEvent[]): Date | null => {
  const instants = events.flatMap((event) => [event.updatedAt, ...event.overrides.map((override) => override.updatedAt)]).map((date) => date.getTime());
  return instants.length === 0 ? null : new Date(instants.reduce((a, b) => Math.max(a, b)));
};

/**
 * A calendar as iCalendar text to be subscribed to (RFC 5545, RFC 7986): masters and overrides, never expanded, without
 * METHOD. The same input gives the same text.
 */
export function writeFeed(feed: Feed): string {
  const changed = latest(feed.events);
  return textOf([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Convene//Convene//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${text(feed.name)}`,
    `X-WR-CALNAME:${text(feed.name)}`,
    `X-WR-TIMEZONE:${plain(feed.timeZone)}`,
    ...colorLines(feed.color),
    ...(changed ? [`LAST-MODIFIED:${utcText(changed)}`] : []),
    `REFRESH-INTERVAL;VALUE=DURATION:PT${Math.max(1, Math.round(feed.refreshMinutes))}M`,
    `X-PUBLISHED-TTL:PT${Math.max(1, Math.round(feed.refreshMinutes))}M`,
    ...[...zonesOf(feed.events)].flatMap(([timeZone, span]) => timeZoneComponent(timeZone, span)),
    ...feed.events.flatMap(eventLines),
    'END:VCALENDAR',
  ]);
}
