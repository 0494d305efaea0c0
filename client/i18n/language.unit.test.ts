import { describe, expect, it } from '@jest/globals';
import { firstDayOfWeek } from './language.js';

/** An engine knows it by the CLDR that it was built with; of other editions only what none has changed is looked at. */
const SAME_EDITION = process.versions['cldr']?.startsWith('48.') ?? false;
const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Regions that there are; those that there were once are known by another name. */
const REGIONS = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter((region) => names.of(region) && region !== 'ZZ' && Intl.getCanonicalLocales(`en-${region}`)[0] === `en-${region}`);
const SETTLED = ['en', 'en-US', 'en-GB', 'en-IN', 'en-EG', 'de', 'de-DE', 'de-AT', 'de-CH'];

interface WeekInfo {
  readonly firstDay: number;
}

function known(tag: string): number {
  const asked = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
  return ((asked.getWeekInfo?.() ?? asked.weekInfo)?.firstDay ?? NaN) % 7;
}

describe('the first day of a week', () => {
  it('is what this engine knows of every region', () => {
    const tags = [...SETTLED, ...(SAME_EDITION ? REGIONS.flatMap((region) => [`en-${region}`, `de-${region}`]) : [])];
    expect(tags.map((tag) => [tag, firstDayOfWeek(tag)])).toEqual(tags.map((tag) => [tag, known(tag)]));
    expect(REGIONS.length).toBeGreaterThan(200);
  });
});
