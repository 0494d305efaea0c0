import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timeOrderedIds } from '../../../platform/ids.js';
import { makeCalendar, makeEvent, session, startEventKit, type EventKit } from './kit.js';

let kit: EventKit;
beforeAll(async () => {
  kit = await startEventKit();
});
afterAll(() => kit.stop());

const AGENDA = `query($from: DateTime!, $to: DateTime!, $first: Int! = 500, $after: String, $include: [AgendaSource!]! = [CALENDARS, INVITATIONS, BOOKINGS], $ids: [ID!]) {
  agenda(from: $from, to: $to, first: $first, after: $after, include: $include, calendarIds: $ids) {
    edges { cursor node { __typename id startsAt endsAt allDay startsOn calendar { id } ... on Occurrence { title joinUrl event { id } } ... on BusyBlock { tentative } } }
    pageInfo { hasNextPage endCursor } cappedEventIds } }`;
const NOVEMBER = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
const DAILY = { recurrence: { rule: 'FREQ=DAILY' } };

type Edge = { cursor: string; node: Record<string, unknown> };
const nodes = (edges: Edge[]): Record<string, unknown>[] => edges.map((edge) => edge.node);

const booking = (userId: string, eventId: string, occurrenceId: string, status: string, version: number) => ({
  source: 'booking',
  change: {
    id: timeOrderedIds.next(),
    topic: `bookings:${userId}`,
    position: version,
    kind: 'BOOKING_CHANGED',
    entity: `Booking:of ${userId} for ${eventId}`,
    entityVersion: version,
    actor: userId,
    at: new Date(),
    fields: [],
    data: {
      booking: { id: `of ${userId} for ${eventId}`, userId, eventId, occurrenceId, calendarId: 'x', organizerId: 'anna', status, quantity: 1, heldUntil: null },
      previousStatus: null,
    },
  },
});

describe('the agenda', () => {
  it('pages through endless series in order, without a gap or a double', async () => {
    const calendarId = await makeCalendar(kit, 'pia');
    const first = await makeEvent(kit, 'pia', calendarId, { ...DAILY, startsAt: '2026-11-20T08:00:00Z', endsAt: '2026-11-22T09:00:00Z' });
    await makeEvent(kit, 'pia', calendarId, { ...DAILY, startsAt: '2026-11-20T08:00:00Z', endsAt: '2026-11-20T08:00:00Z' });
    const whole = (await kit.run('pia', AGENDA, NOVEMBER)).agenda;
    expect(whole.edges).toHaveLength(22);
    const paged: Edge[] = [];
    let after: string | null = null;
    do {
      const { agenda }: Record<string, any> = await kit.run('pia', AGENDA, { ...NOVEMBER, first: 3, after }); // eslint-disable-line @typescript-eslint/no-explicit-any -- the page's shape is asked for above
      paged.push(...(agenda.edges as Edge[]));
      after = agenda.pageInfo.hasNextPage ? String(agenda.pageInfo.endCursor) : null;
    } while (after !== null);
    expect(paged).toEqual(whole.edges);
    const ongoing = (await kit.run('pia', AGENDA, { from: '2026-11-25T12:00:00Z', to: '2026-11-25T13:00:00Z' })).agenda;
    expect(nodes(ongoing.edges).map((node) => node['id'])).toEqual([`${first}_20261124T090000`, `${first}_20261125T090000`]);
  });

  it('leaves a hidden calendar out, what was booked on it too, unless that one is asked for', async () => {
    const [hiddenId, shownId] = [await makeCalendar(kit, 'anna', { hugo: 'VIEWER' }), await makeCalendar(kit, 'anna', { hugo: 'VIEWER' })];
    const [hidden, shown] = [await makeEvent(kit, 'anna', hiddenId, { recurrence: null }), await makeEvent(kit, 'anna', shownId, { recurrence: null })];
    await kit.deliver(booking('hugo', hidden, `${hidden}_once`, 'CONFIRMED', 1));
    const eventsOf = async (variables: Record<string, unknown> = {}) =>
      nodes((await kit.run('hugo', AGENDA, { ...NOVEMBER, ...variables })).agenda.edges).map(({ event }) => (event as { id: string }).id);
    const hide = (hides: boolean) => kit.run('hugo', 'mutation($c: ID!, $h: Boolean!) { updateMyCalendar(calendarId: $c, input: { hidden: $h }) { id } }', { c: hiddenId, h: hides });
    await hide(true);
    expect(await eventsOf()).toEqual([shown]);
    expect(await eventsOf({ ids: [hiddenId] })).toEqual([hidden]);
    await hide(false);
    expect(await eventsOf()).toEqual([hidden, shown]);
  });

  it('shows FREE_BUSY blocks of time and nothing of what is on', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { fred: 'FREE_BUSY' });
    const eventId = await makeEvent(kit, 'anna', calendarId, { status: 'TENTATIVE' });
    await makeEvent(kit, 'anna', calendarId, { showAs: 'FREE' });
    await makeEvent(kit, 'anna', calendarId, { status: 'DRAFT' });
    const { agenda } = await kit.run('fred', AGENDA, NOVEMBER);
    expect(agenda.edges).toHaveLength(2);
    expect(nodes(agenda.edges as Edge[])[0]).toEqual({
      __typename: 'BusyBlock',
      id: expect.not.stringContaining(eventId),
      startsAt: '2026-11-23T17:00:00Z',
      endsAt: '2026-11-23T19:00:00Z',
      allDay: false,
      startsOn: null,
      calendar: { id: calendarId },
      tentative: true,
    });
    expect((await kit.run('fred', AGENDA, NOVEMBER)).agenda.edges).toEqual(agenda.edges);
    const read = 'query($id: ID!, $c: ID!) { event(id: $id) { id } calendar(id: $c) { events { totalCount } } }';
    expect(await kit.run('fred', read, { id: eventId, c: calendarId })).toEqual({ event: null, calendar: { events: null } });
  });

  it('draws all-day items by the days of their reader', async () => {
    kit.zones.set('kiri', 'Pacific/Kiritimati');
    const calendarId = await makeCalendar(kit, 'anna', { kiri: 'VIEWER' });
    await makeEvent(kit, 'anna', calendarId, { startsAt: null, endsAt: null, startsOn: '2026-11-10', endsOn: '2026-11-10', recurrence: null });
    const day = { from: '2026-11-09T10:00:00Z', to: '2026-11-10T10:00:00Z' };
    expect(nodes((await kit.run('kiri', AGENDA, day)).agenda.edges)).toMatchObject([{ startsAt: day.from, endsAt: day.to, startsOn: '2026-11-10' }]);
    const next = { from: '2026-11-10T10:00:00Z', to: '2026-11-10T12:00:00Z' };
    expect((await kit.run('kiri', AGENDA, next)).agenda.edges).toEqual([]);
    expect(nodes((await kit.run('anna', AGENDA, { ...next, ids: [calendarId] })).agenda.edges)).toHaveLength(1);
  });

  it('brings what one has booked elsewhere, and lets bookers join on-line', async () => {
    const olga = session('olga', 'ORGANIZER');
    const calendarId = await makeCalendar(kit, olga);
    const eventId = await makeEvent(kit, olga, calendarId, { visibility: 'PUBLIC', joinUrl: 'https://meet.example/2' });
    const occurrenceId = `${eventId}_20261123T180000`;
    const confirmed = booking('bea', eventId, occurrenceId, 'CONFIRMED', 2);
    await kit.deliver(booking('bea', eventId, occurrenceId, 'HELD', 1));
    const read = 'query($id: ID!) { event(id: $id) { joinUrl } }';
    expect((await kit.run('bea', read, { id: eventId })).event.joinUrl).toBeNull();
    await kit.deliver(confirmed);
    await kit.deliver(booking('bea', eventId, occurrenceId, 'HELD', 1));
    await kit.deliver(confirmed);
    expect((await kit.run('bea', read, { id: eventId })).event.joinUrl).toBe('https://meet.example/2');
    const { agenda } = await kit.run('bea', AGENDA, NOVEMBER);
    expect(nodes(agenda.edges as Edge[])).toMatchObject([{ id: occurrenceId, joinUrl: 'https://meet.example/2', calendar: null }]);
    expect((await kit.run('bea', AGENDA, { ...NOVEMBER, include: ['CALENDARS'] })).agenda.edges).toEqual([]);
    const shift = 'mutation($id: ID!) { updateEvent(id: $id, scope: ALL, input: { startsAt: "2026-11-23T16:00:00Z" }) { event { id } } }';
    await kit.run(olga, shift, { id: eventId });
    expect(nodes((await kit.run('bea', AGENDA, NOVEMBER)).agenda.edges)).toMatchObject([{ id: `${eventId}_20261123T170000` }]);
    await kit.deliver(booking('bea', eventId, occurrenceId, 'CANCELLED', 3));
    expect((await kit.run('bea', AGENDA, NOVEMBER)).agenda.edges).toEqual([]);
  });

  it('is refused for a window that is empty or too long, and for nobody', async () => {
    const at = { from: '2026-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    expect(await kit.refusal('anna', AGENDA, at)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kit.refusal('anna', AGENDA, { ...at, to: '2027-12-07T00:00:00Z' })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kit.refusal('anna', AGENDA, { ...NOVEMBER, first: 501 })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kit.refusal(null, AGENDA, NOVEMBER)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
