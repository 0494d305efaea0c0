const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago a moment was, or how far ahead it lies, in the largest unit that fills it: “3 hours ago”, “in 2 months”, “now”. */
export function fromNow(at: Date, now: Date, locale: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return unit === 'second' ? words.format(0, 'second') : words.format(Math.trunc(seconds / size), unit);
}
