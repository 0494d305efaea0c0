import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { expand } from '../recurrence/expand.js';
import type { Series } from '../recurrence/series.js';
import { zoneOf } from '../recurrence/zone.js';
import type { FeedDetails, FeedEvent } from './event-component.js';
import { writeFeed } from './feed.js';

const updatedAt = new Date('2026-11-20T12:00:00.500Z');
const details: FeedDetails = { title: 'Stand-up', description: null, location: null, url: null, tags: [] };

const seriesWith = (change: Partial<Series>): Series => ({
  timeZone: 'Europe/Berlin',
  allDay: false,
  start: '2026-01-05T09:00:00',
  length: { kind: 'elapsed', milliseconds: 3_600_000 },
  rule: null,
  excluded: [],
  extra: [],
  ...change,
});

const eventWith = (series: Series, change: Partial<FeedEvent> = {}): FeedEvent => ({
  uid: 'one@convene',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt,
  sequence: 3,
  status: 'CONFIRMED',
  showAs: 'BUSY',
  details,
  series,
  overrides: [],
  ...change,
});

const feedOf = (...events: FeedEvent[]): string => writeFeed({ name: 'Team; one, two', timeZone: 'Europe/Berlin', color: '#336699', events, refreshMinutes: 15 });
const unfolded = (feed: string): string[] => feed.replaceAll('\r\n ', '').split('\r\n');

function parsed(feed: string): { events: ICAL.Event[]; calendar: ICAL.Component } {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(feed));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)) };
}

/** The first starts as another program reads them. */
function startsIn(feed: string, count: number): string[] {
  const event = parsed(feed).events.find(({ recurrenceId }) => recurrenceId === null);
  const iterator = event?.iterator();
  const starts: string[] = [];
  for (let next = iterator?.next(); next && starts.length < count; next = iterator?.next()) starts.push(next.isDate ? next.toString() : next.toJSDate().toISOString());
  return starts;
}

describe('a feed', () => {
  it('reads elsewhere as the starts that are expanded here', () => {
    const series = [
      seriesWith({ rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR', excluded: ['20260107T090000'] }),
      seriesWith({ rule: 'FREQ=DAILY;UNTIL=20260401T070000Z' }),
      seriesWith({ rule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=14', start: '2026-01-30T18:30:00', timeZone: 'America/New_York' }),
      seriesWith({ rule: 'FREQ=WEEKLY;COUNT=80', timeZone: 'Australia/Lord_Howe', start: '2026-01-06T12:00:00' }),
      seriesWith({ rule: 'FREQ=WEEKLY', timeZone: 'Africa/Casablanca', start: '2026-01-06T12:00:00' }),
      seriesWith({ rule: 'FREQ=WEEKLY;INTERVAL=2', timeZone: 'Europe/Dublin', start: '2026-01-06T12:00:00', extra: ['20260107T180000'] }),
      seriesWith({ rule: 'FREQ=DAILY;INTERVAL=5', timeZone: 'America/Santiago', start: '2026-01-06T12:00:00' }),
      seriesWith({ rule: 'FREQ=MONTHLY;BYMONTHDAY=15', timeZone: 'UTC', start: '2026-01-15T12:00:00' }),
      seriesWith({ rule: 'FREQ=YEARLY', timeZone: 'Asia/Kathmandu', start: '1975-06-15T12:00:00' }),
      seriesWith({ rule: 'FREQ=WEEKLY;BYDAY=TU,TH', allDay: true, start: '2026-01-06', length: { kind: 'days', days: 2 }, excluded: ['20260108'] }),
    ];
    for (const one of series) {
      const ours = expand(one, { limit: 120 }).spans.map((span) => span.startsOn ?? span.start.toISOString());
      expect(startsIn(feedOf(eventWith(one)), 120)).toEqual(ours);
    }
  });

  it('names the zones whose wall clock it uses, with rules that hold for ever where the zone has them', () => {
    const lines = unfolded(feedOf(eventWith(seriesWith({ rule: 'FREQ=DAILY' }))));
    expect(lines.filter((line) => line.startsWith('TZID:'))).toEqual(['TZID:Europe/Berlin']);
    expect(lines).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU');
    expect(lines).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU');
    expect(unfolded(feedOf(eventWith(seriesWith({ timeZone: 'UTC' })))).join('\n')).not.toContain('VTIMEZONE');
  });

  it('tells real changes of a zone without a yearly rule', () => {
    const feed = feedOf(eventWith(seriesWith({ timeZone: 'Africa/Casablanca', rule: 'FREQ=DAILY', start: '2026-02-01T10:00:00' })));
    parsed(feed);
    const zone = ICAL.TimezoneService.get('Africa/Casablanca');
    const ours = zoneOf('Africa/Casablanca');
    for (let day = Date.UTC(2026, 1, 1); day < Date.UTC(2030, 0, 1); day += 5 * 86_400_000) {
      const local = ICAL.Time.fromJSDate(new Date(day + 12 * 3_600_000), true);
      local.zone = zone ?? null;
      expect(local.toUnixTime() * 1000).toBe(ours.instantOf(day + 12 * 3_600_000));
    }
  });

  it('folds at 75 octets without cutting a character, and escapes', () => {
    const title = 'Grüße, 👩‍💻; über\\alles\nzweite Zeile '.repeat(5);
    const feed = feedOf(eventWith(seriesWith({}), { details: { ...details, title, tags: ['a,b', 'c'], url: 'https://example.org/x\r\nATTENDEE:mailto:x' } }));
    for (const line of feed.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(feed.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const { events, calendar } = parsed(feed);
    expect(events[0]?.summary).toBe(title);
    expect(events[0]?.component.getFirstProperty('categories')?.getValues()).toEqual(['a,b', 'c']);
    expect(events[0]?.component.getFirstProperty('attendee')).toBeNull();
    expect(unfolded(feed)).toEqual(expect.arrayContaining(['NAME:Team\\; one\\, two', 'X-WR-CALNAME:Team\\; one\\, two']));
    expect(calendar.getFirstPropertyValue('method')).toBeNull();
  });

  it('says no more than busy to whom may know no more', () => {
    const lines = unfolded(feedOf(eventWith(seriesWith({}), { details: null })));
    expect(lines).toEqual(expect.arrayContaining(['SUMMARY:Busy', 'CLASS:PRIVATE', 'TRANSP:OPAQUE']));
    expect(lines.join('\n')).not.toMatch(/DESCRIPTION|LOCATION|URL|ORGANIZER|CATEGORIES|Stand-up/);
  });

  it('writes an override by its original start, and the other properties', () => {
    const series = seriesWith({ rule: 'FREQ=WEEKLY;UNTIL=20260301T080000Z' });
    const location = { name: 'Room 1', address: 'Main Street 2', latitude: 52.5, longitude: 13.4 };
    const override = { key: '20260112T090000', start: '2026-01-13T10:00:00', length: series.length, sequence: 4, updatedAt, status: 'CANCELLED', showAs: 'FREE', details } as const;
    const lines = unfolded(feedOf(eventWith(series, { details: { ...details, location, organizer: { name: 'A "B" C', email: 'a@example.org' } }, overrides: [override] })));
    expect(lines).toEqual(
      expect.arrayContaining([
        'RRULE:FREQ=WEEKLY;UNTIL=20260301T080000Z',
        'DTEND;TZID=Europe/Berlin:20260105T100000',
        'DTSTAMP:20261120T120000Z',
        'SEQUENCE:3',
        'LOCATION:Room 1\\, Main Street 2',
        'GEO:52.5;13.4',
        `ORGANIZER;CN="A ^'B^' C":mailto:a@example.org`,
        'RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000',
        'DTSTART;TZID=Europe/Berlin:20260113T100000',
        'STATUS:CANCELLED',
        'TRANSP:TRANSPARENT',
        'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
        'X-PUBLISHED-TTL:PT15M',
        'X-APPLE-CALENDAR-COLOR:#336699',
      ]),
    );
  });

  it('writes lengths so that they hold for every occurrence', () => {
    const lines = (change: Partial<Series>) => unfolded(feedOf(eventWith(seriesWith(change))));
    expect(lines({ allDay: true, start: '2026-03-01', length: { kind: 'days', days: 2 } })).toContain('DTEND;VALUE=DATE:20260303');
    expect(lines({ length: { kind: 'days', days: 1 } })).toContain('DURATION:P1D');
    // It ends at the second 02:30 of the night in which clocks go back.
    expect(lines({ start: '2026-10-25T01:30:00', length: { kind: 'elapsed', milliseconds: 7_200_000 } })).toContain('DURATION:PT2H');
    expect(lines({ length: { kind: 'elapsed', milliseconds: 0 } }).join('\n')).not.toMatch(/DTEND|DURATION:PT?0/);
  });

  it('is the same text for the same calendar', () => {
    const event = eventWith(seriesWith({ rule: 'FREQ=DAILY' }));
    expect(feedOf(event)).toBe(feedOf({ ...event, series: { ...event.series } }));
  });
});
