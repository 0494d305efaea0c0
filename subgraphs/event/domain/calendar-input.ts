import type { Visibility } from './calendar.js';
import { createFaults, type Fault, type Faults } from './faults.js';

/** What people say about a calendar. */
export interface CalendarDetails {
  readonly name: string;
  readonly description: string | null;
  readonly color: string | null;
  readonly timeZone: string;
  readonly visibility: Visibility;
}

/** As it comes in: absent leaves alone, null clears. */
export interface CalendarPatch {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly color?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly visibility?: Visibility | null | undefined;
}

export const LONGEST_NAME = 200;
export const LONGEST_DESCRIPTION = 10_000;

/** Puts a patch on what was there, or on nothing; every fault is told. */
export function patchCalendar(
  before: CalendarDetails | { readonly [Key in keyof CalendarDetails]?: undefined },
  patch: CalendarPatch,
): { details: CalendarDetails; faults: Fault[] } {
  const faults = createFaults();
  const details = {
    name: patch.name === undefined ? (before.name ?? '') : (faults.text(['input', 'name'], patch.name, LONGEST_NAME, 'required') ?? ''),
    description:
      patch.description === undefined
        ? (before.description ?? null)
        : faults.text(['input', 'description'], patch.description, LONGEST_DESCRIPTION),
    color: patch.color === undefined ? (before.color ?? null) : checkColor(faults, ['input', 'color'], patch.color),
    timeZone: kept(faults, 'timeZone', patch.timeZone, before.timeZone ?? 'UTC'),
    visibility: kept(faults, 'visibility', patch.visibility, before.visibility ?? 'PRIVATE'),
  };
  return { details, faults: faults.found };
}

/** `#rrggbb` in lower case; null for none. */
export function checkColor(faults: Faults, path: Fault['path'], color: string | null): string | null {
  if (color === null) return null;
  if (!/^#[0-9a-f]{6}$/i.test(color)) faults.add(path, 'A colour is written #rrggbb.');
  return color.toLowerCase();
}

function kept<Value>(faults: Faults, field: string, value: Value | null | undefined, before: Value): Value {
  if (value === null) faults.add(['input', field], `\`${field}\` can't be cleared.`);
  return value ?? before;
}
