import { Temporal } from 'temporal-polyfill';

/** The weeks that show the month of a day (`YYYY-MM-DD`): six rows of seven days, so that nothing jumps from month to month. */
export function weeksOfMonth(day: string, firstDayOfWeek: number): readonly (readonly string[])[] {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  const start = first.subtract({ days: (first.dayOfWeek - firstDayOfWeek + 7) % 7 });
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, column) => start.add({ days: week * 7 + column }).toString()));
}

/** Where a key leads from a day, as in WAI-ARIA's date grid: arrows by days and weeks, Page by months, Home and End in the week. */
export function dayByKey(key: string, day: string, firstDayOfWeek: number): string | null {
  const date = Temporal.PlainDate.from(day);
  const column = (date.dayOfWeek - firstDayOfWeek + 7) % 7;
  switch (key) {
    case 'ArrowLeft':
      return date.subtract({ days: 1 }).toString();
    case 'ArrowRight':
      return date.add({ days: 1 }).toString();
    case 'ArrowUp':
      return date.subtract({ days: 7 }).toString();
    case 'ArrowDown':
      return date.add({ days: 7 }).toString();
    case 'PageUp':
      return date.subtract({ months: 1 }).toString();
    case 'PageDown':
      return date.add({ months: 1 }).toString();
    case 'Home':
      return date.subtract({ days: column }).toString();
    case 'End':
      return date.add({ days: 6 - column }).toString();
    default:
      return null;
  }
}
