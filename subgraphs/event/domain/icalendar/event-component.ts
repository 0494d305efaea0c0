import { DAY, wallOf, type Wall } from '../recurrence/local-time.js';
import { readRule, type Until } from '../recurrence/rule-text.js';
import type { Series } from '../recurrence/series.js';
import { sourcesOf, wallNamed } from '../recurrence/starts.js';
import { zoneOf } from '../recurrence/zone.js';
import { plain, quoted, text } from './content-line.js';
import { durationText, utcText, writingFor } from './date-values.js';

export type FeedStatus = 'DRAFT' | 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';

/** What a reader of the feed may know of an event, apart from when it is. */
export interface FeedDetails {
  readonly title: string;
  readonly description: string | null;
  readonly location: { readonly name: string | null; readonly address: string | null; readonly latitude: number | null; readonly longitude: number | null } | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly organizer?: { readonly name: string; readonly email: string } | null;
}

interface Written {
  readonly sequence: number;
  /** The last revision: DTSTAMP and LAST-MODIFIED, so that an unchanged feed stays the same text. */
  readonly updatedAt: Date;
  readonly status: FeedStatus;
  readonly showAs: 'BUSY' | 'FREE';
  /** Null for a reader who may know that somebody is busy, and no more. */
  readonly details: FeedDetails | null;
}

/** An occurrence that differs from what its series says. */
export interface FeedOverride extends Written {
  /** The original start, as its key. */
  readonly key: string;
  /** Local, as in `Series`. */
  readonly start: string;
  readonly length: Series['length'];
}

/** A series, or an event that does not recur, with its exceptions. */
export interface FeedEvent extends Written {
  readonly uid: string;
  readonly createdAt: Date;
  readonly series: Series;
  readonly overrides: readonly FeedOverride[];
}

/** What stands for an event whose reader may know no more. */
const BUSY = 'Busy';

function untilText(until: Until, { allDay, timeZone }: Series): string {
  const day = Math.floor(until.value / DAY) * DAY;
  if (allDay) return writingFor(timeZone, true).value(day);
  if (until.form === 'instant') return utcText(new Date(until.value));
  const zone = zoneOf(timeZone);
  return utcText(new Date(until.form === 'local' ? zone.instantOf(until.value) : zone.instantOf(day + DAY) - 1000));
}

/** The rule with UNTIL in the form that RFC 5545 (3.3.10) wants; a rule that we do not expand is not written. */
function ruleLine(series: Series): string[] {
  if (series.rule === null || sourcesOf(series).refused) return [];
  const read = readRule(series.rule);
  if ('fault' in read) return [];
  const until = read.parts.until && `UNTIL=${untilText(read.parts.until, series)}`;
  const parts = series.rule.toUpperCase().split(';');
  return [`RRULE:${parts.map((part) => (until && part.startsWith('UNTIL=') ? until : part)).join(';')}`];
}

/** Elapsed time is told by DTEND, days by DURATION: so every occurrence keeps what it has (RFC 5545, 3.8.5.3). */
function endLines(series: Series, start: Wall, length: Series['length']): string[] {
  const { parameters, value } = writingFor(series.timeZone, series.allDay);
  if (series.allDay) {
    const days = length.kind === 'days' ? length.days : Math.round(length.milliseconds / DAY);
    return [`DTEND${parameters}:${value(start + Math.max(1, days) * DAY)}`];
  }
  if (length.kind === 'days') return [`DURATION:P${length.days}D`];
  if (length.milliseconds === 0) return [];
  const zone = zoneOf(series.timeZone);
  const end = zone.instantOf(start) + length.milliseconds;
  const wall = zone.wallAt(end);
  // The second of two equal local times cannot be told by the wall clock, nor can parts of a second.
  if (zone.instantOf(wall) !== end || !zone.shows(start)) return [`DURATION:${durationText(length.milliseconds)}`];
  return [`DTEND${parameters}:${value(wall)}`];
}

function placeLines(location: FeedDetails['location']): string[] {
  if (!location) return [];
  const words = [location.name, location.address].filter((part) => part !== null && part !== '').join(', ');
  const { latitude, longitude } = location;
  return [...(words ? [`LOCATION:${text(words)}`] : []), ...(latitude !== null && longitude !== null ? [`GEO:${latitude};${longitude}`] : [])];
}

function detailLines(details: FeedDetails | null): string[] {
  if (!details) return [`SUMMARY:${BUSY}`, 'CLASS:PRIVATE'];
  const { title, description, location, url, tags, organizer } = details;
  return [
    `SUMMARY:${text(title)}`,
    ...(description ? [`DESCRIPTION:${text(description)}`] : []),
    ...placeLines(location),
    ...(url ? [`URL:${plain(url)}`] : []),
    ...(tags.length > 0 ? [`CATEGORIES:${tags.map(text).join(',')}`] : []),
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${plain(organizer.email)}`] : []),
  ];
}

const writtenLines = ({ sequence, updatedAt, status, showAs, details }: Written): string[] => [
  `DTSTAMP:${utcText(updatedAt)}`,
  `LAST-MODIFIED:${utcText(updatedAt)}`,
  `SEQUENCE:${sequence}`,
  `STATUS:${status === 'DRAFT' ? 'TENTATIVE' : status}`,
  `TRANSP:${showAs === 'BUSY' ? 'OPAQUE' : 'TRANSPARENT'}`,
  ...detailLines(details),
];

function overrideLines(event: FeedEvent, override: FeedOverride): string[] {
  const { series } = event;
  const original = wallNamed(series, override.key);
  if (original === null) return [];
  const { parameters, value } = writingFor(series.timeZone, series.allDay);
  const start = wallOf(override.start);
  return [
    'BEGIN:VEVENT',
    `UID:${text(event.uid)}`,
    `RECURRENCE-ID${parameters}:${value(original)}`,
    `DTSTART${parameters}:${value(start)}`,
    ...endLines(series, start, override.length),
    `CREATED:${utcText(event.createdAt)}`,
    ...writtenLines(override),
    'END:VEVENT',
  ];
}

/** An event's VEVENTs: the master with its rule, and one for each override; never expanded. */
export function eventLines(event: FeedEvent): string[] {
  const { series } = event;
  const { parameters, value } = writingFor(series.timeZone, series.allDay);
  const start = wallOf(series.start);
  // One each: some readers take the first value of a list only.
  const dates = (name: string, keys: readonly string[]): string[] =>
    [...new Set(keys.map((key) => value(wallOf(key))))].sort().map((date) => `${name}${parameters}:${date}`);
  return [
    'BEGIN:VEVENT',
    `UID:${text(event.uid)}`,
    `DTSTART${parameters}:${value(start)}`,
    ...endLines(series, start, series.length),
    ...ruleLine(series),
    ...dates('RDATE', series.extra),
    ...dates('EXDATE', series.excluded),
    `CREATED:${utcText(event.createdAt)}`,
    ...writtenLines(event),
    'END:VEVENT',
    ...event.overrides.flatMap((override) => overrideLines(event, override)),
  ];
}
