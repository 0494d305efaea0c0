import { Temporal } from 'temporal-polyfill';
import { isLastOfMonth, weekdayOf, weekOfMonth, WEEKDAYS, type Repeats } from './recurrence-rule.js';

/** Turns of a rule that are looked through at most, so that what never comes ends too: the 30th of February. */
const MOST = 2_000;

/**
 * The first days on which a rule of the form takes place, `YYYY-MM-DD`, `most` at most. `starts` is the first time and belongs to
 * it. Days that a month has not are left out (RFC 5545, 3.3.10).
 */
export function firstDays(repeats: Repeats, starts: string, most: number): readonly string[] {
  const first = Temporal.PlainDate.from(starts.slice(0, 10));
  const { ends } = repeats;
  const limit = ends.kind === 'COUNT' ? Math.min(most, ends.count) : most;
  const found: string[] = [];
  for (let turn = 0; turn < MOST && found.length < limit; turn += 1) {
    for (const day of daysOfTurn(repeats, first, turn * Math.max(1, repeats.interval))) {
      if (Temporal.PlainDate.compare(day, first) < 0) continue;
      if (ends.kind === 'UNTIL' && day.toString() > ends.day) return found;
      found.push(day.toString());
      if (found.length === limit) break;
    }
  }
  return found;
}

/** What falls into one of the rule's days, weeks (from Monday on), months or years. */
function daysOfTurn(repeats: Repeats, first: Temporal.PlainDate, ahead: number): readonly Temporal.PlainDate[] {
  switch (repeats.frequency) {
    case 'DAILY':
      return [first.add({ days: ahead })];
    case 'WEEKLY': {
      const monday = first.subtract({ days: first.dayOfWeek - 1 }).add({ weeks: ahead });
      const own = weekdayOf(first.toString());
      return WEEKDAYS.flatMap((day, index) => (day === own || repeats.days.includes(day) ? [monday.add({ days: index })] : []));
    }
    case 'MONTHLY':
      return ofMonth(repeats.monthlyBy, first, first.with({ day: 1 }).add({ months: ahead }));
    case 'YEARLY': {
      const day = first.add({ years: ahead });
      return day.day === first.day ? [day] : [];
    }
  }
}

function ofMonth(by: Repeats['monthlyBy'], first: Temporal.PlainDate, month: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  if (by === 'DATE') return first.day <= month.daysInMonth ? [month.with({ day: first.day })] : [];
  const earliest = month.add({ days: (first.dayOfWeek - month.dayOfWeek + 7) % 7 });
  if (by === 'WEEKDAY') {
    const day = earliest.add({ weeks: weekOfMonth(first.toString()) - 1 });
    return day.month === month.month ? [day] : [];
  }
  const all = [0, 1, 2, 3, 4].map((weeks) => earliest.add({ weeks })).filter((day) => day.month === month.month);
  return isLastOfMonth(first.toString()) ? all.slice(-1) : [];
}
