import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { makeCalendar, makeEvent, nextOf, session, startEventKit, type EventKit } from './kit.js';

let kit: EventKit;
beforeAll(async () => {
  kit = await startEventKit();
});
afterAll(() => kit.stop());

const CALENDAR = `subscription($id: ID!, $after: String) { calendarChanged(calendarId: $id, after: $after) {
  cursor kind eventId event { title } actor { id } fields touchesFrom touchesTo } }`;
const AGENDA = 'subscription($after: String) { agendaChanged(after: $after) { cursor kind calendar { id } eventId } }';
const EVENT = 'subscription($id: ID!, $after: String) { eventChanged(eventId: $id, after: $after) { kind event { title } } }';
const UPDATE = 'mutation($id: ID!, $input: UpdateEventInput!) { updateEvent(id: $id, input: $input, scope: ALL) { event { id } } }';
const LEAVE = 'mutation($id: ID!) { leaveCalendar(id: $id) { deletedId } }';
const CURSOR = 'query($id: ID!) { calendar(id: $id) { changeCursor } }';
const CHANGES = `query($id: ID!, $after: String, $first: Int) { calendar(id: $id) { changes(after: $after, first: $first) {
  edges { cursor node { kind eventId event { id } actor { id } } } pageInfo { hasNextPage endCursor } } } }`;

/** The last message to who may not listen any more. */
const NOT_FOUND = { data: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] };

const end = async (who: string, calendarId: string): Promise<string> =>
  String((await kit.run(who, CURSOR, { id: calendarId })).calendar.changeCursor);

describe('calendarChanged', () => {
  it('first tells what happened while away, in order, then what comes', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER' });
    const after = await end('ben', calendarId);
    const eventId = await makeEvent(kit, 'anna', calendarId);
    await kit.run('anna', UPDATE, { id: eventId, input: { title: 'Other' } });
    const heard = await kit.watch('ben', CALENDAR, { id: calendarId, after });
    const first = (await nextOf(heard)).calendarChanged;
    expect(first).toMatchObject({ kind: 'CREATED', eventId, event: { title: 'Other' } });
    expect((await nextOf(heard)).calendarChanged).toMatchObject({ kind: 'UPDATED', fields: ['title'], actor: { id: 'anna' } });
    await kit.run('anna', 'mutation($id: ID!) { deleteEvent(id: $id, scope: ALL) { deletedEventId } }', { id: eventId });
    expect((await nextOf(heard)).calendarChanged).toMatchObject({ kind: 'DELETED', eventId, event: null });
    await heard.return?.();

    const again = await kit.watch('ben', CALENDAR, { id: calendarId, after: first.cursor });
    expect((await nextOf(again)).calendarChanged.kind).toBe('UPDATED');
    await again.return?.();
  });

  it('tells FREE_BUSY nothing but that a stretch changed', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { fred: 'FREE_BUSY' });
    const heard = await kit.watch('fred', CALENDAR, { id: calendarId });
    const eventId = await makeEvent(kit, 'anna', calendarId);
    await kit.run('anna', UPDATE, { id: eventId, input: { title: 'Not to be known' } });
    await kit.run('anna', UPDATE, { id: eventId, input: { startsAt: '2026-11-23T18:00:00Z' } });
    const nothingElse = { kind: 'BUSY_CHANGED', eventId: null, event: null, actor: null, fields: null };
    expect((await nextOf(heard)).calendarChanged).toMatchObject({ ...nothingElse, touchesTo: '2026-12-07T19:00:00Z' });
    expect((await nextOf(heard)).calendarChanged).toMatchObject({ ...nothingElse, touchesTo: '2026-12-07T20:00:00Z' });
    await heard.return?.();
  });

  it('tells an outsider of a public calendar only what is public, and by nobody', async () => {
    const olga = session('olga', 'ORGANIZER');
    const calendarId = await makeCalendar(kit, olga, {}, { visibility: 'PUBLIC' });
    const heard = await kit.watch('zoe', CALENDAR, { id: calendarId });
    await makeEvent(kit, olga, calendarId, { visibility: 'PRIVATE' });
    const open = await makeEvent(kit, olga, calendarId, { title: 'Open' });
    expect((await nextOf(heard)).calendarChanged).toMatchObject({ kind: 'CREATED', eventId: open, actor: null, fields: null });
    await kit.run(olga, UPDATE, { id: open, input: { visibility: 'PRIVATE' } });
    expect((await nextOf(heard)).calendarChanged).toMatchObject({ kind: 'DELETED', eventId: open, event: null });
    await heard.return?.();
  });

  it('is refused when the access is lost, and complete with the calendar', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER', cleo: 'VIEWER' });
    const ofBen = await kit.watch('ben', CALENDAR, { id: calendarId });
    const ofCleo = await kit.watch('cleo', CALENDAR, { id: calendarId });
    await kit.run('ben', LEAVE, { id: calendarId });
    expect(await ofBen.next()).toMatchObject({ value: NOT_FOUND });
    expect(await ofBen.next()).toMatchObject({ done: true });
    expect((await nextOf(ofCleo)).calendarChanged.kind).toBe('MEMBERS_CHANGED');
    await kit.run('anna', 'mutation($id: ID!) { deleteCalendar(id: $id) { deletedId } }', { id: calendarId });
    expect((await nextOf(ofCleo)).calendarChanged.kind).toBe('CALENDAR_DELETED');
    expect(await ofCleo.next()).toMatchObject({ done: true });
  });

  it('is refused for what may not be seen, and for a cursor of something else or too old', async () => {
    const calendarId = await makeCalendar(kit, 'anna');
    await expect(kit.watch('zoe', CALENDAR, { id: calendarId })).rejects.toThrow('NOT_FOUND');
    await expect(kit.watch(null, CALENDAR, { id: calendarId })).rejects.toThrow('UNAUTHENTICATED');
    const other = await end('anna', await makeCalendar(kit, 'anna'));
    await expect(kit.watch('anna', CALENDAR, { id: calendarId, after: other })).rejects.toThrow('BAD_USER_INPUT');
    const old = await end('anna', calendarId);
    await makeEvent(kit, 'anna', calendarId);
    await kit.database.query(`UPDATE change_topic SET floor = position WHERE topic = $1`, [`calendar:${calendarId}`]);
    await expect(kit.watch('anna', CALENDAR, { id: calendarId, after: old })).rejects.toThrow('RESYNC_REQUIRED');
    expect(await kit.refusal('anna', CHANGES, { id: calendarId, after: old })).toMatchObject({ code: 'RESYNC_REQUIRED' });
  });
});

describe('Calendar.changes', () => {
  it('pages through the same changes, deletions too, as far as they may be seen', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER' });
    const after = await end('ben', calendarId);
    await makeEvent(kit, 'anna', calendarId, { status: 'DRAFT' });
    const eventId = await makeEvent(kit, 'anna', calendarId);
    await kit.run('anna', 'mutation($id: ID!) { deleteEvent(id: $id, scope: ALL) { deletedEventId } }', { id: eventId });
    const first = (await kit.run('ben', CHANGES, { id: calendarId, after, first: 2 })).calendar.changes;
    expect(first.edges.map((edge: { node: unknown }) => edge.node)).toEqual([{ kind: 'CREATED', eventId, event: null, actor: { id: 'anna' } }]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = (await kit.run('ben', CHANGES, { id: calendarId, after: first.pageInfo.endCursor })).calendar.changes;
    expect(rest.edges.map((edge: { node: { kind: string } }) => edge.node.kind)).toEqual(['DELETED']);
    const none = (await kit.run('ben', CHANGES, { id: calendarId, after: rest.pageInfo.endCursor })).calendar.changes;
    expect(none).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: rest.pageInfo.endCursor } });
  });
});

describe('agendaChanged', () => {
  it('tells of every calendar, of those joined later too, and of those that are gone', async () => {
    const first = await makeCalendar(kit, 'anna', { maya: 'VIEWER' });
    const { agenda } = await kit.run('maya', '{ agenda(from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z") { changeCursor } }');
    const heard = await kit.watch('maya', AGENDA, { after: agenda.changeCursor });
    const event = await makeEvent(kit, 'anna', first);
    expect((await nextOf(heard)).agendaChanged).toMatchObject({ kind: 'CREATED', eventId: event, calendar: { id: first } });
    const second = await makeCalendar(kit, 'anna', { maya: 'VIEWER' });
    expect((await nextOf(heard)).agendaChanged).toMatchObject({ kind: 'MEMBERS_CHANGED', calendar: { id: second } });
    let told: Record<string, unknown> | undefined;
    const pending = nextOf(heard).then((message) => {
      told = message.agendaChanged as Record<string, unknown>;
    });
    await until('a change of the second calendar is told', async () => {
      await makeEvent(kit, 'anna', second);
      return told;
    });
    await pending;
    expect(told).toMatchObject({ kind: 'CREATED', calendar: { id: second } });
    await kit.run('anna', 'mutation($id: ID!) { deleteCalendar(id: $id) { deletedId } }', { id: first });
    const kinds: string[] = [];
    await until('the deletion is told', async () => {
      const next = (await nextOf(heard)).agendaChanged;
      kinds.push(String(next.kind));
      return next.kind === 'CALENDAR_DELETED' && next.calendar === null;
    });
    await heard.return?.();
  });
});

describe('eventChanged', () => {
  it('tells nobody too of a public event, until it is gone', async () => {
    const olga = session('olga', 'ORGANIZER');
    const calendarId = await makeCalendar(kit, olga);
    const eventId = await makeEvent(kit, olga, calendarId, { visibility: 'PUBLIC' });
    const heard = await kit.watch(null, EVENT, { id: eventId });
    await makeEvent(kit, olga, calendarId);
    await kit.run(olga, UPDATE, { id: eventId, input: { title: 'New' } });
    expect((await nextOf(heard)).eventChanged).toEqual({ kind: 'UPDATED', event: { title: 'New' } });
    await kit.run(olga, UPDATE, { id: eventId, input: { visibility: 'PRIVATE' } });
    expect((await nextOf(heard)).eventChanged).toEqual({ kind: 'DELETED', event: null });
    expect(await heard.next()).toMatchObject({ done: true });
    await expect(kit.watch(null, EVENT, { id: eventId })).rejects.toThrow('NOT_FOUND');
  });

  it('is refused for who is no longer a member, though nothing of the event has changed', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER', cleo: 'VIEWER' });
    const eventId = await makeEvent(kit, 'anna', calendarId, { visibility: 'PRIVATE' });
    const ofBen = await kit.watch('ben', EVENT, { id: eventId });
    const ofCleo = await kit.watch('cleo', EVENT, { id: eventId });
    await kit.run('ben', LEAVE, { id: calendarId });
    expect(await ofBen.next()).toMatchObject({ value: NOT_FOUND });
    expect(await ofBen.next()).toMatchObject({ done: true });
    await kit.run('anna', UPDATE, { id: eventId, input: { title: 'New' } });
    expect((await nextOf(ofCleo)).eventChanged).toMatchObject({ kind: 'UPDATED' });
    await ofCleo.return?.();
  });

  it('goes back in time for members only', async () => {
    const olga = session('olga', 'ORGANIZER');
    const calendarId = await makeCalendar(kit, olga);
    const eventId = await makeEvent(kit, olga, calendarId, { visibility: 'PUBLIC' });
    const read = 'query($id: ID!) { event(id: $id) { changeCursor } }';
    const { event } = await kit.run(olga, read, { id: eventId });
    expect((await kit.run('zoe', read, { id: eventId })).event.changeCursor).toBeNull();
    await expect(kit.watch('zoe', EVENT, { id: eventId, after: event.changeCursor })).rejects.toThrow('FORBIDDEN');
    const heard = await kit.watch(olga, EVENT, { id: eventId, after: event.changeCursor });
    await kit.run(olga, UPDATE, { id: eventId, input: { title: 'New' } });
    expect((await nextOf(heard)).eventChanged.kind).toBe('UPDATED');
    await heard.return?.();
  });
});
