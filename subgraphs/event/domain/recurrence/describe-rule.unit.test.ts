import { describe, expect, it } from '@jest/globals';
import { describeRule, type Series } from './series.js';

/** A series that begins on Tuesday, 10 November 2026, at 9:05 in Berlin. */
const series = (rule: string, change: Partial<Series> = {}): Series => ({
  timeZone: 'Europe/Berlin',
  allDay: false,
  start: '2026-11-10T09:05:00',
  length: { kind: 'elapsed', milliseconds: 3_600_000 },
  rule,
  excluded: [],
  extra: [],
  ...change,
});

describe('a rule in words', () => {
  it.each([
    ['FREQ=HOURLY;INTERVAL=6', 'Every 6 hours', 'Alle 6 Stunden'],
    ['FREQ=DAILY', 'Every day', 'Jeden Tag'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=1', 'Every 3 days, once', 'Alle 3 Tage, einmal'],
    ['FREQ=DAILY;BYHOUR=9,15;BYMINUTE=5', 'Every day at 9:05 and 15:05', 'Jeden Tag um 9:05 und 15:05 Uhr'],
    ['FREQ=DAILY;BYHOUR=9,15', 'Every day at 9:05 and 15:05', 'Jeden Tag um 9:05 und 15:05 Uhr'],
    ['FREQ=WEEKLY', 'Every week on Tuesday', 'Jede Woche am Dienstag'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO;COUNT=10', 'Every 2 weeks on Monday and Friday, 10 times', 'Alle 2 Wochen am Montag und Freitag, 10-mal'],
    ['FREQ=WEEKLY;BYDAY=SU,MO,WE', 'Every week on Monday, Wednesday and Sunday', 'Jede Woche am Montag, Mittwoch und Sonntag'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday (Monday to Friday)', 'Jeden Werktag (Montag bis Freitag)'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3', 'Every weekday (Monday to Friday), 3 times', 'Jeden Werktag (Montag bis Freitag), 3-mal'],
    ['FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU', 'Every 2 weeks on Tuesday', 'Alle 2 Wochen am Dienstag'],
    ['FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU,SU', 'Every 2 weeks on Tuesday and Sunday, weeks beginning on Sunday', 'Alle 2 Wochen am Dienstag und Sonntag, Wochen ab Sonntag'],
    ['FREQ=WEEKLY;BYDAY=TU;BYMONTH=6,7,8', 'Every week on Tuesday in June, July and August', 'Jede Woche am Dienstag im Juni, Juli und August'],
    ['FREQ=MONTHLY', 'Every month on the 10th', 'Jeden Monat am 10.'],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31', 'Every 3 months on the 31st', 'Alle 3 Monate am 31.'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day', 'Jeden Monat am letzten Tag'],
    ['FREQ=MONTHLY;BYMONTHDAY=-2', 'Every month on the second to last day', 'Jeden Monat am vorletzten Tag'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,22,-1', 'Every month on the 1st, 22nd and last day', 'Jeden Monat am 1., 22. und letzten Tag'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'Every month on the second Tuesday', 'Jeden Monat am zweiten Dienstag'],
    ['FREQ=MONTHLY;BYDAY=2TU,-1FR', 'Every month on the second Tuesday and last Friday', 'Jeden Monat am zweiten Dienstag und letzten Freitag'],
    ['FREQ=MONTHLY;BYDAY=TU', 'Every month on Tuesday', 'Jeden Monat am Dienstag'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'Every month on the second Tuesday', 'Jeden Monat am zweiten Dienstag'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'Every month on the last weekday (Monday to Friday)', 'Jeden Monat am letzten Werktag (Montag bis Freitag)'],
    ['FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1', 'Every month on the first day of a weekend', 'Jeden Monat am ersten Tag eines Wochenendes'],
    ['FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-2', 'Every month on the second to last day', 'Jeden Monat am vorletzten Tag'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'Every month on Monday and Tuesday, only the last of these in each month', 'Jeden Monat am Montag und Dienstag, davon nur den letzten Termin jedes Monats'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'Every month on each Friday that is the 13th', 'Jeden Monat an jedem Freitag, der auf den 13. fällt'],
    ['FREQ=YEARLY', 'Every year on 10 November', 'Jedes Jahr am 10. November'],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,25', 'Every year on 24 December and 25 December', 'Jedes Jahr am 24. Dezember und 25. Dezember'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'Every year on the last day in February', 'Jedes Jahr am letzten Tag im Februar'],
    ['FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU', 'Every year on the last Sunday in March and October', 'Jedes Jahr am letzten Sonntag im März und Oktober'],
    ['FREQ=YEARLY;BYDAY=20MO', 'Every year on the 20th Monday', 'Jedes Jahr am 20. Montag'],
    ['FREQ=YEARLY;BYYEARDAY=100,-1', 'Every year on the 100th day of the year and last day of the year', 'Jedes Jahr am 100. Tag des Jahres und letzten Tag des Jahres'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 'Every year on Monday in ISO week 20', 'Jedes Jahr am Montag in ISO-Woche 20'],
    ['freq=daily;until=20301231T225959Z', 'Every day, until 31 December 2030', 'Jeden Tag, bis 31. Dezember 2030'],
  ])('%s', (rule, en, de) => {
    expect(describeRule(series(rule), 'en')).toBe(en);
    expect(describeRule(series(rule), 'de')).toBe(de);
  });

  it('ends on the day that the series’ own clock shows', () => {
    const rule = 'FREQ=DAILY;UNTIL=20270101T045959Z';
    expect(describeRule(series(rule, { timeZone: 'America/New_York' }), 'en')).toBe('Every day, until 31 December 2026');
    expect(describeRule(series(rule), 'en')).toBe('Every day, until 1 January 2027');
    expect(describeRule(series('FREQ=DAILY;UNTIL=20261231', { allDay: true, start: '2026-11-10' }), 'de')).toBe('Jeden Tag, bis 31. Dezember 2026');
  });

  it('is the rule itself where words would leave something out', () => {
    expect(describeRule(series('FREQ=YEARLY;BYDAY=FR;BYYEARDAY=13'), 'en')).toBe('By the rule FREQ=YEARLY;BYDAY=FR;BYYEARDAY=13');
    expect(describeRule(series('FREQ=DAILY;BYSECOND=30'), 'en')).toBe('By the rule FREQ=DAILY;BYSECOND=30');
    expect(describeRule(series('FREQ=NEVER'), 'de')).toBe('Nach der Regel FREQ=NEVER');
  });
});
