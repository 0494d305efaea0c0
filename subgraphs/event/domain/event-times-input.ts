import type { EventTimes } from './event.js';
import { createFaults, type Fault, type Faults } from './faults.js';
import { patchRule, type RecurrencePatch } from './recurrence-input.js';
import { DAY, dayText, localText, wallOf } from './recurrence/local-time.js';
import type { Series } from './recurrence/series.js';
import { isZone, zoneOf } from './recurrence/zone.js';

/** When an event is, as it comes in: absent leaves alone. */
export interface TimesPatch {
  readonly startsAt?: Date | null | undefined;
  readonly endsAt?: Date | null | undefined;
  readonly startsOn?: string | null | undefined;
  readonly endsOn?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  /** With another zone: keep the instants, not the wall clock. */
  readonly keepInstant?: boolean | undefined;
  readonly recurrence?: RecurrencePatch | null | undefined;
}

const LONGEST_DAYS = 366;
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

const TIME_FIELDS = ['startsAt', 'endsAt', 'startsOn', 'endsOn', 'timeZone', 'recurrence'] as const satisfies readonly (keyof TimesPatch)[];

/**
 * Puts a patch on the times that an event had, or gives a new event (`before` null) its first ones in `zone`. Exceptions
 * move with their series; `dropped` are the keys of those that the new one does not give. Times are null when faults
 * leave none.
 */
export function patchTimes(
  before: EventTimes | null,
  patch: TimesPatch,
  zone: string,
): { times: EventTimes | null; dropped: string[]; faults: Fault[] } {
  if (before && TIME_FIELDS.every((field) => patch[field] === undefined)) {
    return { times: { timeZone: before.timeZone, series: before.series }, dropped: [], faults: [] };
  }
  const faults = createFaults();
  const timeZone = patch.timeZone ?? before?.timeZone ?? zone;
  if (patch.timeZone === null) faults.add(['input', 'timeZone'], "`timeZone` can't be cleared.");
  if (!isZone(timeZone)) faults.add(['input', 'timeZone'], 'This is no zone that we know.');
  if (faults.found.length > 0) return { times: null, dropped: [], faults: faults.found };

  const timed = isAllDay(faults, before, patch) ? patchDays(faults, before, patch, timeZone) : patchHours(faults, before, patch, timeZone);
  if (!timed || faults.found.length > 0) return { times: null, dropped: [], faults: faults.found };
  const { series, dropped } = patchRule(faults, before?.series ?? null, timed, patch.recurrence, { keepsInstant: patch.keepInstant === true });
  const times = { timeZone, series: onceInOverlap(series, timed.secondTime) };
  if (series.rule !== null && timed.secondTime) {
    faults.add(['input', 'startsAt'], 'A series can\'t begin in the hour that the clock repeats: take the first one.');
  }
  return { times, dropped, faults: faults.found };
}

/** The times of an event without its rule. `secondTime`: in the second of two hours that the wall clock calls the same. */
export interface Timed extends Pick<Series, 'timeZone' | 'allDay' | 'start' | 'length'> {
  readonly secondTime: boolean;
}

function isAllDay(faults: Faults, before: EventTimes | null, patch: TimesPatch): boolean {
  const days = patch.startsOn != null || patch.endsOn != null;
  const hours = patch.startsAt != null || patch.endsAt != null;
  if (days && hours) faults.add(['input'], 'An event has either `startsAt` and `endsAt`, or `startsOn` and `endsOn`.');
  const allDay = days || (!hours && before?.series.allDay === true);
  for (const field of allDay ? (['startsOn', 'endsOn'] as const) : (['startsAt', 'endsAt'] as const)) {
    if (patch[field] === null) faults.add(['input', field], `\`${field}\` can't be cleared.`);
  }
  return allDay;
}

function patchHours(faults: Faults, before: EventTimes | null, patch: TimesPatch, timeZone: string): Timed | null {
  const old = before && !before.series.allDay ? before : null;
  const start = patch.startsAt ? wholeSecond(patch.startsAt) : old && keptStart(old, patch, timeZone);
  if (start === null) faults.add(['input', 'startsAt'], 'Say when the event begins.');
  if (!old && !patch.endsAt) faults.add(['input', 'endsAt'], 'Say when the event ends.');
  if (start === null) return null;
  checkRange(faults, 'startsAt', start);
  const zone = zoneOf(timeZone);
  const wall = zone.wallAt(start);
  const length = patch.endsAt
    ? ({ kind: 'elapsed', milliseconds: wholeSecond(patch.endsAt) - start } as const)
    : (old?.series.length ?? { kind: 'elapsed', milliseconds: 0 });
  if (length.kind === 'elapsed' && length.milliseconds < 0) faults.add(['input', 'endsAt'], 'The event ends before it begins.');
  if (length.kind === 'elapsed' && length.milliseconds > LONGEST_DAYS * DAY) {
    faults.add(['input', 'endsAt'], `An event lasts at most ${String(LONGEST_DAYS)} days.`);
  }
  return { timeZone, allDay: false, start: localText(wall), length, secondTime: zone.instantOf(wall) !== start };
}

/** The first start as an instant when only the zone or the end is new. */
function keptStart(before: EventTimes, patch: TimesPatch, timeZone: string): number {
  const { series } = before;
  const instant = zoneOf(series.timeZone).instantOf(wallOf(series.start));
  if (patch.keepInstant === true || timeZone === before.timeZone) return instant;
  return zoneOf(timeZone).instantOf(zoneOf(before.timeZone).wallAt(instant));
}

function patchDays(faults: Faults, before: EventTimes | null, patch: TimesPatch, timeZone: string): Timed | null {
  const old = before?.series.allDay === true ? before.series : null;
  const startsOn = patch.startsOn ?? old?.start;
  if (startsOn === undefined) {
    faults.add(['input', 'startsOn'], 'Say on which day the event begins.');
    return null;
  }
  const start = wallOf(startsOn);
  checkRange(faults, 'startsOn', start);
  const oldDays = old?.length.kind === 'days' ? old.length.days : 1;
  const days = patch.endsOn ? (wallOf(patch.endsOn) - start) / DAY + 1 : oldDays;
  if (!old && !patch.endsOn) faults.add(['input', 'endsOn'], 'Say which day is the last one.');
  if (days < 1) faults.add(['input', 'endsOn'], 'The last day lies before the first.');
  if (days > LONGEST_DAYS) faults.add(['input', 'endsOn'], `An event lasts at most ${String(LONGEST_DAYS)} days.`);
  return { timeZone, allDay: true, start: dayText(start), length: { kind: 'days', days }, secondTime: false };
}

function checkRange(faults: Faults, field: string, start: number): void {
  if (start < EARLIEST || start >= LATEST) faults.add(['input', field], 'Years go from 1900 to 2199.');
}

/** Local times have whole seconds (RFC 5545, 3.3.12). */
const wholeSecond = (instant: Date): number => Math.floor(instant.getTime() / 1000) * 1000;

/**
 * A local time that the clock shows twice stands for the first. An event, not recurring, that was given at the second is
 * kept by UTC instead.
 */
function onceInOverlap(series: Series, secondTime: boolean): Series {
  if (!secondTime || series.rule !== null) return series;
  const wall = wallOf(series.start);
  const first = zoneOf(series.timeZone).instantOf(wall);
  const second = first + repeatedBy(series.timeZone, first, wall);
  return { ...series, timeZone: 'UTC', start: localText(second) };
}

/** How much later the same local time comes again. */
function repeatedBy(timeZone: string, first: number, wall: number): number {
  const zone = zoneOf(timeZone);
  const [before, after] = [wall - first, zone.wallAt(first + DAY) - (first + DAY)];
  return before - after;
}
