/** An instant in words, by the reader's wall clock and language, with the zone's short name. */
export function instantInWords(instant: Date, locale: string, timeZone: string): string {
  return format(instant, locale, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** A day of the calendar (YYYY-MM-DD) in words. */
export function dayInWords(day: string, locale: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return format(new Date(`${day}T00:00:00Z`), locale, 'UTC', options);
}

/** What Intl does not know (a locale or zone of a newer machine) reads as English and UTC, never as an error. */
function format(instant: Date, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  for (const [language, zone] of [[locale, timeZone], ['en', timeZone]] as const) {
    try {
      return new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(instant);
    } catch {
      continue;
    }
  }
  return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(instant);
}
