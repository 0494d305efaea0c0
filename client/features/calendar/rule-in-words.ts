import { language, locale } from '../../i18n/language.js';
import { text } from './more-texts.js';
import { isLastOfMonth, weekdayOf, weekOfMonth, WEEKDAYS, type Repeats, type Weekday } from './recurrence-rule.js';

/** What the form's rule says, such as "Every 2 weeks on Monday and Friday, until 31 December 2030"; as the server says it of a saved one. */
export function ruleInWords(repeats: Repeats, starts: string): string {
  const { frequency, interval, ends } = repeats;
  const every = interval === 1 ? text(`rule.every.${frequency}`) : text(`rule.everyMore.${frequency}`, { count: interval });
  return [every, onWhich(repeats, starts)].filter(Boolean).join(' ') + endInWords(ends);
}

function onWhich({ frequency, days, monthlyBy }: Repeats, starts: string): string {
  const own = weekdayOf(starts);
  if (frequency === 'WEEKLY') {
    const names = WEEKDAYS.filter((day) => day === own || days.includes(day)).map(dayName);
    return text('rule.onDays', { days: new Intl.ListFormat(language(), { type: 'conjunction' }).format(names).replace(/, and /, ' and ') });
  }
  if (frequency === 'YEARLY') return text('rule.onDay', { day: dateName(starts, { day: 'numeric', month: 'long' }) });
  if (frequency !== 'MONTHLY') return '';
  if (monthlyBy === 'DATE') return text('rule.onDate', { day: Number(starts.slice(8, 10)) });
  const last = monthlyBy === 'LAST_WEEKDAY' && isLastOfMonth(starts);
  const which = last ? text('rule.last') : text(`rule.nth.${NTH[weekOfMonth(starts) - 1] ?? 'first'}`);
  return text('rule.onThe', { which, day: dayName(own) });
}

const NTH = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

function endInWords(ends: Repeats['ends']): string {
  if (ends.kind === 'COUNT') return `, ${text(ends.count === 1 ? 'rule.once' : 'rule.times', { count: ends.count })}`;
  if (ends.kind === 'UNTIL' && ends.day !== '') return `, ${text('rule.until', { day: dateName(ends.day, { day: 'numeric', month: 'long', year: 'numeric' }) })}`;
  return '';
}

/** 2024 began with a Monday. */
const dayName = (day: Weekday): string => dateName(`2024-01-0${WEEKDAYS.indexOf(day) + 1}`, { weekday: 'long' });

/** A day, `YYYY-MM-DD…`, as the reader writes it. */
export const dateName = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Date(`${day.slice(0, 10)}T00:00Z`).toLocaleDateString(locale(), { ...options, timeZone: 'UTC' });
