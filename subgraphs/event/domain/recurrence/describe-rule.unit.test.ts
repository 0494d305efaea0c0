import { describe, expect, it } from '@jest/globals';
import { describeRule } from './describe-rule.js';

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY', 'Every day', 'Jeden Tag'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO;COUNT=10', 'Every 2 weeks on Monday and Friday, 10 times', 'Alle 2 Wochen am Montag und Freitag, 10-mal'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday (Monday to Friday)', 'Jeden Werktag (Montag bis Freitag)'],
    ['FREQ=MONTHLY;BYDAY=2TU,-1FR', 'Every month on the last Friday and second Tuesday', 'Jeden Monat am letzten Freitag und zweiten Dienstag'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,22,-1', 'Every month on the 1st, 22nd and last day', 'Jeden Monat am 1., 22. und letzten Tag'],
    ['FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU', 'Every year on the last Sunday in March and October', 'Jedes Jahr am letzten Sonntag im März und Oktober'],
    ['FREQ=DAILY;UNTIL=20301231T225959Z', 'Every day, until 31 December 2030', 'Jeden Tag, bis 31. Dezember 2030'],
    ['FREQ=DAILY;BYHOUR=9,15;BYMINUTE=5', 'Every day at 9:05 and 15:05', 'Jeden Tag um 9:05 und 15:05 Uhr'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'Every month on Monday and Tuesday, only the last of these in each month', 'Jeden Monat am Montag und Dienstag, davon nur den letzten Termin jedes Monats'],
  ])('%s', (rule, en, de) => {
    expect(describeRule(rule, 'en')).toBe(en);
    expect(describeRule(rule, 'de')).toBe(de);
  });

  it('is the rule itself where words would leave something out', () => {
    expect(describeRule('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'en')).toBe('By the rule FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13');
    expect(describeRule('FREQ=NEVER', 'de')).toBe('Nach der Regel FREQ=NEVER');
  });
});
