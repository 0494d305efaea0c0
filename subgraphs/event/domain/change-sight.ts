import type { CalendarRole, Visibility } from './calendar.js';
import { mayOpenCalendar } from './calendar.js';
import { visibleTo, type Onlooker, type Sight, type Sighted, type Way } from './visibility.js';

/** What a change says about an event's visibility, at the time, and before it. */
export interface RecordedSight extends Sighted {
  readonly calendarId: string;
}

/** A change of an event as its row has it. */
export interface RecordedChange {
  readonly kind: string;
  readonly fields: readonly string[];
  readonly event: RecordedSight;
  readonly was: RecordedSight | null;
}

/** Who reads, and what they may see at the time of reading. */
export interface Reading {
  readonly onlooker: Onlooker;
  readonly calendar: { readonly id: string; readonly visibility: Visibility };
  readonly way: Way;
  /** What they may see of the event on this calendar as it now is; null when it is deleted. */
  readonly now: Sight | null;
}

/** How a change is told to somebody; null when it is not. */
export type Telling =
  | { readonly kind: 'CREATED' | 'UPDATED' | 'CANCELLED' | 'DELETED' | 'RESPONDED'; readonly sight: 'all' }
  | { readonly kind: 'BUSY_CHANGED'; readonly sight: 'busy' };

/** Fields that say when somebody is busy. */
const BUSY_FIELDS: ReadonlySet<string> = new Set([
  'startsAt',
  'endsAt',
  'startsOn',
  'endsOn',
  'timeZone',
  'recurrence',
  'status',
  'showAs',
  'visibility',
  'calendar',
]);

/**
 * What a reader is told of a change to an event. Both count: what they might see when it happened, and what they may see
 * now; the lesser decides. Who can see it no more since this change is told that it is gone, who first can, that it is new.
 */
export function tellingOf(change: RecordedChange, reading: Reading): Telling | null {
  const { onlooker, calendar, way } = reading;
  const sightOf = (facts: RecordedSight | null): Sight =>
    facts?.calendarId === calendar.id ? visibleTo(onlooker, calendar, facts, way) : 'none';
  const [then, before] = [sightOf(change.event), sightOf(change.was)];
  const sight = lesser(then, reading.now ?? then);

  if (change.kind === 'UPDATED' || change.kind === 'CANCELLED') {
    if (before === 'all' && then !== 'all') return { kind: 'DELETED', sight: 'all' };
    if (before !== 'all' && sight === 'all') return { kind: 'CREATED', sight };
  }
  if (sight === 'all') return { kind: change.kind as 'CREATED', sight };
  const busy = (sight === 'busy' && touchesBusy(change)) || (before === 'busy' && then === 'none');
  return busy ? { kind: 'BUSY_CHANGED', sight: 'busy' } : null;
}

function touchesBusy({ kind, fields }: RecordedChange): boolean {
  switch (kind) {
    case 'UPDATED':
      return fields.some((field) => BUSY_FIELDS.has(field));
    case 'RESPONDED':
      return false;
    default:
      return true;
  }
}

const SIGHTS = ['none', 'busy', 'all'] as const satisfies readonly Sight[];

const lesser = (one: Sight, other: Sight): Sight => (SIGHTS.indexOf(one) < SIGHTS.indexOf(other) ? one : other);

/** Whether somebody is told of a change to the calendar itself. */
export function hearsOfCalendar(kind: string, visibility: Visibility, role: CalendarRole | null): boolean {
  return kind === 'MEMBERS_CHANGED' ? role !== null : mayOpenCalendar(visibility, role);
}
