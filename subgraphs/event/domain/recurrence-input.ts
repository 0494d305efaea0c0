import type { Fault, Faults } from './faults.js';
import type { Timed } from './event-times-input.js';
import { dayText, localText, keyOf, wallOf } from './recurrence/local-time.js';
import { checkRule, followRule, renameKeys, type Series } from './recurrence/series.js';
import { isZone, zoneOf } from './recurrence/zone.js';

/** How an event recurs, as it comes in. Lists that are absent keep what still fits. */
export interface RecurrencePatch {
  readonly rule: string;
  readonly excludedDates?: readonly Date[] | null | undefined;
  readonly extraDates?: readonly Date[] | null | undefined;
  readonly excludedDays?: readonly string[] | null | undefined;
  readonly extraDays?: readonly string[] | null | undefined;
}

const MOST_EXCEPTIONS = 1000;

/**
 * Gives new times their rule and exceptions: those of the patch, or what was there, following as the start moved. Dropped are
 * the keys that the new series does not give.
 */
export function patchRule(
  faults: Faults,
  before: Series | null,
  timed: Timed,
  patch: RecurrencePatch | null | undefined,
  options: { readonly keepsInstant: boolean },
): { series: Series; dropped: string[] } {
  const { timeZone, allDay, start, length } = timed;
  const moved: Series = { timeZone, allDay, start, length, rule: null, excluded: [], extra: [] };
  const rule = patch === undefined ? before && followRule(before, moved) : (patch?.rule.trim() ?? null);
  const bare: Series = { ...moved, rule };
  if (rule === null) return { series: bare, dropped: [...(before?.excluded ?? [])] };

  const path = ['input', 'recurrence'];
  const found = checkRule(rule, { start, timeZone, allDay });
  for (const fault of found) {
    if (patch) faults.add([...path, ...fault.path], fault.message);
    else faults.add(['input', allDay ? 'startsOn' : 'startsAt'], `The rule can't follow to this start: send a \`recurrence\` along. ${fault.message}`);
  }
  if (found.length > 0) return { series: bare, dropped: [] };

  const kept = before ? moveExceptions(before, bare, options.keepsInstant) : { excluded: [], extra: [], dropped: [] };
  if (patch) checkLists(faults, patch, allDay);
  const excluded = patch && localsOf(allDay ? patch.excludedDays : patch.excludedDates, bare)?.map((local) => keyOf(wallOf(local), allDay));
  const extra = patch && localsOf(allDay ? patch.extraDays : patch.extraDates, bare);
  const series = { ...bare, excluded: excluded ?? kept.excluded, extra: extra ?? kept.extra };
  return { series, dropped: excluded ? [] : kept.dropped };
}

/** Exceptions whose original start still exists after the same shift are kept under the new one. */
function moveExceptions(before: Series, after: Series, keepsInstant: boolean): { excluded: string[]; extra: string[]; dropped: string[] } {
  const extra = before.extra.map((local) => moveLocal(before, after, local, keepsInstant));
  const withExtra = { ...after, extra };
  const { renamed, dropped } = renameKeys(before, withExtra, before.excluded);
  const excluded = before.excluded.filter((key) => !dropped.includes(key)).map((key) => renamed[key] ?? key);
  return { excluded, extra, dropped };
}

function moveLocal(before: Series, after: Series, local: string, keepsInstant: boolean): string {
  const text = after.allDay ? dayText : localText;
  if (keepsInstant && !before.allDay && !after.allDay && isZone(before.timeZone)) {
    return text(zoneOf(after.timeZone).wallAt(zoneOf(before.timeZone).instantOf(wallOf(local))));
  }
  return text(wallOf(local) + wallOf(after.start) - wallOf(before.start));
}

function checkLists(faults: Faults, patch: RecurrencePatch, allDay: boolean): void {
  const [right, wrong] = allDay
    ? ([['excludedDays', 'extraDays'], ['excludedDates', 'extraDates']] as const)
    : ([['excludedDates', 'extraDates'], ['excludedDays', 'extraDays']] as const);
  const at = (field: string): Fault['path'] => ['input', 'recurrence', field];
  for (const field of wrong) {
    if (patch[field]?.length) faults.add(at(field), allDay ? 'An all-day event has days.' : 'Only an all-day event has days.');
  }
  for (const field of right) {
    if ((patch[field]?.length ?? 0) > MOST_EXCEPTIONS) faults.add(at(field), `At most ${String(MOST_EXCEPTIONS)}.`);
  }
}

/** Instants as the wall clock of the series shows them; days as they are. Null where none are given. */
function localsOf(given: readonly (Date | string)[] | null | undefined, series: Series): string[] | null {
  if (given === undefined) return null;
  const zone = zoneOf(series.timeZone);
  const locals = (given ?? []).map((at) => (typeof at === 'string' ? at : localText(zone.wallAt(at.getTime()))));
  return [...new Set(locals)].sort();
}
