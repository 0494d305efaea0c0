import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { icsOf, type IcsEvent } from './ics.js';

const talk: IcsEvent = {
  uid: 'one@convene',
  title: 'Käse, Brot; und \\ Wein',
  description: `Erst dies.\nDann ${'das und jenes – 🎉 '.repeat(20)}`,
  location: 'Halle 3, Berlin',
  url: 'https://convene.example/occurrences/one',
  startsAt: '2026-11-20T17:00:00Z',
  endsAt: '2026-11-20T18:30:00.000Z',
  allDay: false,
  cancelled: false,
};
const read = (ics: string): ICAL.Event => new ICAL.Event(new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent('vevent')!);
const now = new Date('2026-11-01T00:00:00Z');

describe('an event as a file for other calendars', () => {
  it('is read by another program as it was written', () => {
    const event = read(icsOf(talk, now));
    expect([event.uid, event.summary, event.description, event.location]).toEqual([talk.uid, talk.title, talk.description, talk.location]);
    expect(event.startDate.toJSDate().toISOString()).toBe('2026-11-20T17:00:00.000Z');
    expect(event.endDate.toJSDate().toISOString()).toBe('2026-11-20T18:30:00.000Z');
  });

  it('has no line longer than 75 bytes', () => {
    expect(Math.max(...icsOf(talk, now).split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it('lets an all-day event end on the day after its last, in no zone', () => {
    const ics = icsOf({ ...talk, allDay: true, startsOn: '2026-12-30', endsOn: '2026-12-31' }, now);
    expect(ics).toContain('DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270101\r\n');
  });
});
