import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCalendar, makeEvent, session, startEventKit, type EventKit } from './kit.js';

let kit: EventKit;
let calendarId: string;
const ids: Record<string, string> = {};
const olga = session('olga', 'ORGANIZER');

beforeAll(async () => {
  kit = await startEventKit();
  calendarId = await makeCalendar(kit, olga, { ben: 'VIEWER' });
  const make = async (title: string, input: Record<string, unknown>): Promise<void> => {
    kit.clock.advance(1000);
    ids[title] = await makeEvent(kit, olga, calendarId, { title, ...input });
  };
  await make('Open choir', { visibility: 'PUBLIC', tags: ['music'], description: 'sing with us' });
  await make('Private choir', { recurrence: null, startsAt: '2026-11-21T12:00:00Z', endsAt: '2026-11-21T13:00:00Z' });
  await make('Unlisted choir', { visibility: 'UNLISTED' });
  await make('Old open choir', { visibility: 'PUBLIC', startsAt: '2025-11-21T10:00:00Z', endsAt: '2025-11-21T11:00:00Z', recurrence: { rule: 'FREQ=YEARLY;COUNT=3' } });
});
afterAll(() => kit.stop());

const EVENTS = `query($filter: EventFilter, $orderBy: EventOrder!, $first: Int! = 20, $after: String) { events(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { title } occurrence { startsAt } } } }`;

async function titles(who: string | null, filter: Record<string, unknown> = {}, orderBy = 'STARTS_AT'): Promise<string[]> {
  const { events } = await kit.run(who, EVENTS, { filter, orderBy });
  const found = events.edges.map((edge: { node: { title: string } }) => edge.node.title) as string[];
  expect(events.totalCount).toBe(found.length);
  return found;
}

describe('finding events', () => {
  it('finds the public ones for everybody, and those of their calendars for members', async () => {
    expect(await titles(null)).toEqual(['Old open choir', 'Open choir']);
    expect(await titles('ben')).toEqual(['Old open choir', 'Private choir', 'Open choir', 'Unlisted choir']);
    expect(await titles('zoe', { calendarId })).toEqual([]);
  });

  it('finds by words, tags, organizer and status', async () => {
    expect(await titles(null, { search: 'SING choir' })).toEqual(['Open choir']);
    expect(await titles(null, { search: 'trumpet' })).toEqual([]);
    expect(await titles(null, { search: '") | & :*' })).toEqual([]);
    expect(await titles(null, { tags: ['music'] })).toEqual(['Open choir']);
    expect(await titles(null, { organizerId: 'ben' })).toEqual([]);
    expect(await titles('ben', { status: ['CANCELLED'] })).toEqual([]);
  });

  it('goes by the first occurrence in the window', async () => {
    const november = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    const { events } = await kit.run('ben', EVENTS, { filter: november, orderBy: 'STARTS_AT' });
    expect(events.edges).toMatchObject([
      { node: { title: 'Old open choir' }, occurrence: { startsAt: '2026-11-21T10:00:00Z' } },
      { node: { title: 'Private choir' } },
      { node: { title: 'Open choir' }, occurrence: { startsAt: '2026-11-23T17:00:00Z' } },
      { node: { title: 'Unlisted choir' } },
    ]);
    expect(await titles(null, { from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z' })).toEqual([]);
  });

  it('goes by creation, newest first, page by page', async () => {
    expect(await titles('ben', {}, 'CREATED_AT')).toEqual(['Old open choir', 'Unlisted choir', 'Private choir', 'Open choir']);
    for (const filter of [{}, { from: '2026-11-01T00:00:00Z' }]) {
      const { events } = await kit.run('ben', EVENTS, { filter, orderBy: 'CREATED_AT', first: 3 });
      const rest = (await kit.run('ben', EVENTS, { filter, orderBy: 'CREATED_AT', first: 3, after: events.pageInfo.endCursor })).events;
      expect(rest.edges).toMatchObject([{ node: { title: 'Open choir' } }]);
    }
  });

  it('refuses what it does not do yet, rather than answering wrongly', async () => {
    expect(await kit.refusal('ben', EVENTS, { filter: { hasSeats: true }, orderBy: 'STARTS_AT' })).toMatchObject({ code: 'NOT_IMPLEMENTED' });
    expect(await kit.refusal('ben', EVENTS, { orderBy: 'RELEVANCE' })).toMatchObject({ code: 'NOT_IMPLEMENTED' });
    expect(await kit.refusal('ben', EVENTS, { orderBy: 'STARTS_AT', first: 101 })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kit.refusal('ben', EVENTS, { orderBy: 'STARTS_AT', after: 'x' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('lists a calendar’s events to those who may open it', async () => {
    const read = 'query($id: ID!) { calendar(id: $id) { events(first: 2) { totalCount edges { node { title } } pageInfo { hasNextPage } } } }';
    const { calendar } = await kit.run('ben', read, { id: calendarId });
    expect(calendar.events).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true }, edges: [{ node: { title: 'Old open choir' } }, { node: { title: 'Private choir' } }] });
  });

  it('pages through the occurrences of an event', async () => {
    const read = `query($id: ID!, $first: Int!, $after: String, $from: DateTime) { event(id: $id) { nextOccurrence { startsAt } occurrences(first: $first, after: $after, from: $from) {
      edges { node { startsAt isException status } } pageInfo { hasNextPage endCursor } } } }`;
    const id = ids['Open choir'];
    const first = (await kit.run(null, read, { id, first: 2 })).event;
    expect(first.nextOccurrence.startsAt).toBe('2026-11-23T17:00:00Z');
    expect(first.occurrences.pageInfo.hasNextPage).toBe(true);
    const rest = (await kit.run(null, read, { id, first: 2, after: first.occurrences.pageInfo.endCursor })).event.occurrences;
    expect(rest).toMatchObject({ edges: [{ node: { startsAt: '2026-12-07T17:00:00Z', isException: false, status: 'CONFIRMED' } }], pageInfo: { hasNextPage: false } });
    expect((await kit.run(null, read, { id, first: 5, from: '2026-11-30T18:00:00Z' })).event.occurrences.edges).toHaveLength(2);
    expect(await kit.refusal(null, read, { id, first: 501 })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
