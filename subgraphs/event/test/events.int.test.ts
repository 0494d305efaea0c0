import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { makeCalendar, makeEvent, session, startEventKit, WEEKLY, type EventKit } from './kit.js';

let kit: EventKit;
let calendarId: string;
beforeAll(async () => {
  kit = await startEventKit();
  calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER', ed: 'EDITOR' });
});
afterAll(() => kit.stop());

const CREATE = 'mutation($input: CreateEventInput!) { createEvent(input: $input) { id startsAt endsAt startsOn endsOn allDay showAs } }';
const UPDATE = `mutation($id: ID!, $input: UpdateEventInput!, $scope: SeriesScope, $revision: Int) {
  updateEvent(id: $id, input: $input, scope: $scope, expectedRevision: $revision) {
    event { title revision startsAt endsAt timeZone tags capacity location { name } recurrence { rule excludedDates }
      occurrences { edges { node { id startsAt } } } }
    droppedOccurrenceIds deletedEventId } }`;
const SINGLE = { title: 'Talk', startsAt: '2026-11-23T17:00:00Z', endsAt: '2026-11-23T18:30:00Z', recurrence: null };

const nodes = (list: { edges: { node: Record<string, unknown> }[] }): Record<string, unknown>[] => list.edges.map((edge) => edge.node);

describe('making an event', () => {
  it('takes days for an all-day event, shown at midnight where its reader is', async () => {
    kit.zones.set('anna', 'Asia/Tokyo');
    const input = { calendarId, title: 'Trip', startsOn: '2026-12-01', endsOn: '2026-12-03' };
    const { createEvent } = await kit.run('anna', CREATE, { input });
    expect(createEvent).toMatchObject({
      allDay: true,
      showAs: 'FREE',
      startsOn: '2026-12-01',
      endsOn: '2026-12-03',
      startsAt: '2026-11-30T15:00:00Z',
      endsAt: '2026-12-03T15:00:00Z',
    });
  });

  it('tells its rule in the reader’s language, or in the one that was asked for', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, { visibility: 'UNLISTED' });
    kit.locales.set('ben', 'de-AT').set('ed', 'fr');
    const read = 'query($id: ID!) { event(id: $id) { recurrence { description en: description(locale: "en") de: description(locale: "de-CH") } } }';
    const [en, de] = ['Every week on Monday, 3 times', 'Jede Woche am Montag, 3-mal'];
    for (const [who, own] of [['ben', de], ['ed', en], ['anna', en]] as const) {
      expect((await kit.run(who, read, { id })).event.recurrence).toEqual({ description: own, en, de });
    }
  });

  it('keeps the wall clock of its zone through a change of the clocks', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, {
      startsAt: '2027-03-22T17:00:00Z',
      endsAt: '2027-03-22T18:00:00Z',
      recurrence: { rule: 'FREQ=WEEKLY;COUNT=2' },
    });
    const { event } = await kit.run('anna', 'query($id: ID!) { event(id: $id) { occurrences { edges { node { startsAt } } } } }', { id });
    expect(nodes(event.occurrences)).toEqual([{ startsAt: '2027-03-22T17:00:00Z' }, { startsAt: '2027-03-29T16:00:00Z' }]);
  });

  it('names every fault with its path', async () => {
    const refusal = await kit.refusal('anna', CREATE, {
      input: {
        calendarId,
        title: '',
        startsAt: '2026-11-23T17:00:00Z',
        endsAt: '2026-11-23T16:00:00Z',
        capacity: 0,
        price: { amount: -1, currency: 'XX' },
        joinUrl: 'javascript:alert(1)',
        location: { latitude: 91 },
        tags: ['a', ' '],
      },
    });
    const paths = refusal['issues'].map((issue: { path: (string | number)[] }) => issue.path.slice(1).join('.'));
    expect(paths.sort()).toEqual(
      ['title', 'endsAt', 'capacity', 'price.amount', 'price.currency', 'joinUrl', 'location', 'location.latitude', 'tags.1'].sort(),
    );
  });

  it.each([
    ['a rule of seconds', { recurrence: { rule: 'FREQ=SECONDLY' } }, 'recurrence.rule'],
    ['a rule that does not give the start', { recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TU' } }, 'recurrence.rule'],
    ['a rule that is none', { recurrence: { rule: 'every monday' } }, 'recurrence.rule'],
    ['days beside instants', { startsOn: '2026-11-23' }, ''],
    ['a missing end', { endsAt: null }, 'endsAt'],
    ['days left out of a timed series', { recurrence: { rule: 'FREQ=DAILY', excludedDays: ['2026-11-24'] } }, 'recurrence.excludedDays'],
  ])('refuses %s', async (_, input, path) => {
    const refusal = await kit.refusal('anna', CREATE, { input: { calendarId, ...WEEKLY, recurrence: null, ...input } });
    expect(refusal['code']).toBe('BAD_USER_INPUT');
    expect(refusal['issues'][0].path.slice(1).join('.')).toBe(path);
  });

  it('says what does not work yet, rather than dropping it', async () => {
    expect(await kit.refusal('anna', CREATE, { input: { calendarId, ...WEEKLY, guests: [{ email: 'a@b.example' }] } })).toMatchObject({ code: 'NOT_IMPLEMENTED' });
    expect(await kit.refusal('anna', CREATE, { input: { calendarId, ...WEEKLY, attachmentIds: ['x'] } })).toMatchObject({ code: 'NOT_IMPLEMENTED' });
  });

  it('refuses characters that can’t be stored, wherever they stand', async () => {
    const nul = 'a\u0000b';
    expect(await kit.refusal('anna', CREATE, { input: { calendarId, ...WEEKLY, title: nul } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kit.refusal('anna', CREATE, { input: { calendarId: nul, ...WEEKLY } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kit.refusal('anna', 'query($s: String!) { events(filter: { search: $s }) { totalCount } }', { s: nul })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await kit.run('anna', 'query($id: ID!) { event(id: $id) { id } }', { id: nul })).event).toBeNull();
  });

  it('is for editors; publishing is for organizers', async () => {
    expect(await kit.refusal('ben', CREATE, { input: { calendarId, ...WEEKLY } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.refusal('zoe', CREATE, { input: { calendarId, ...WEEKLY } })).toMatchObject({ code: 'NOT_FOUND' });
    const input = { calendarId, ...WEEKLY, visibility: 'PUBLIC' };
    expect(await kit.refusal('ed', CREATE, { input })).toMatchObject({ code: 'FORBIDDEN' });
    await kit.run(session('ed', 'ORGANIZER'), CREATE, { input });
  });

  it('answers the same under the same key, also when asked twice at once', async () => {
    const input = { calendarId, ...WEEKLY, idempotencyKey: 'e1' };
    const both = await Promise.all([kit.run('anna', CREATE, { input }), kit.run('anna', CREATE, { input })]);
    expect(both[0]).toEqual(both[1]);
    expect(await kit.refusal('anna', CREATE, { input: { ...input, title: 'Other' } })).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('keeps the instant of an event in the hour that comes twice', async () => {
    const input = { calendarId, title: 'Night', startsAt: '2026-10-25T01:30:00Z', endsAt: '2026-10-25T02:00:00Z' };
    expect((await kit.run('anna', CREATE, { input })).createEvent).toMatchObject({ startsAt: input.startsAt, endsAt: input.endsAt });
  });
});

describe('changing an event', () => {
  it('leaves alone what is absent, clears what is null and replaces lists', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, { ...SINGLE, capacity: 5, tags: ['a', 'b'], location: { name: 'Hall' } });
    const { updateEvent } = await kit.run('ed', UPDATE, { id, input: { capacity: null, tags: ['c'] } });
    expect(updateEvent.event).toMatchObject({ title: 'Talk', revision: 2, capacity: null, tags: ['c'], location: { name: 'Hall' } });
    const again = await kit.run('ed', UPDATE, { id, input: { tags: ['c'] } });
    expect(again.updateEvent.event.revision).toBe(2);
  });

  it('keeps exceptions of a series when only its title changes, also those that the rule never gave', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, { recurrence: { rule: 'FREQ=WEEKLY;COUNT=3', excludedDates: ['2026-11-25T17:00:00Z'] } });
    const { updateEvent } = await kit.run('anna', UPDATE, { id, scope: 'ALL', input: { title: 'Other' } });
    expect(updateEvent).toMatchObject({ droppedOccurrenceIds: [], event: { recurrence: { excludedDates: ['2026-11-25T17:00:00Z'] } } });
  });

  it('moves with its length, or gets another', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, SINGLE);
    const moved = await kit.run('anna', UPDATE, { id, input: { startsAt: '2026-11-24T09:00:00Z' } });
    expect(moved.updateEvent.event).toMatchObject({ startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T10:30:00Z' });
    const longer = await kit.run('anna', UPDATE, { id, input: { endsAt: '2026-11-24T12:00:00Z' } });
    expect(longer.updateEvent.event).toMatchObject({ startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T12:00:00Z' });
  });

  it('keeps the wall clock in a new zone, unless asked to keep the instant', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, SINGLE);
    const wall = await kit.run('anna', UPDATE, { id, input: { timeZone: 'America/New_York' } });
    expect(wall.updateEvent.event).toMatchObject({ startsAt: '2026-11-23T23:00:00Z', timeZone: 'America/New_York' });
    const instant = await kit.run('anna', UPDATE, { id, input: { timeZone: 'Asia/Tokyo', keepInstant: true } });
    expect(instant.updateEvent.event).toMatchObject({ startsAt: '2026-11-23T23:00:00Z', timeZone: 'Asia/Tokyo' });
  });

  it('is refused when somebody else was faster', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, SINGLE);
    await kit.run('anna', UPDATE, { id, input: { title: 'One' }, revision: 1 });
    expect(await kit.refusal('ed', UPDATE, { id, input: { title: 'Two' }, revision: 1 })).toMatchObject({ code: 'CONFLICT', revision: 2 });
    const both = await Promise.all(['Three', 'Four'].map((title) => kit.execute('ed', UPDATE, { id, input: { title }, revision: 2 })));
    expect(both.filter((answer) => !answer.errors)).toHaveLength(1);
  });

  it('is for those who run it', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, SINGLE);
    expect(await kit.refusal('ben', UPDATE, { id, input: { title: 'x' } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.refusal('zoe', UPDATE, { id, input: { title: 'x' } })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('wants a scope for a series, and says that parts can’t be changed yet', async () => {
    const id = await makeEvent(kit, 'anna', calendarId);
    expect(await kit.refusal('anna', UPDATE, { id, input: { title: 'x' } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    for (const scope of ['THIS', 'THIS_AND_FOLLOWING']) {
      expect(await kit.refusal('anna', UPDATE, { id, input: { title: 'x' }, scope })).toMatchObject({ code: 'NOT_IMPLEMENTED' });
    }
  });

  it('shifts a series with its exceptions; old ids go on to resolve, and the map is told', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, {
      recurrence: { rule: 'FREQ=WEEKLY;COUNT=3', excludedDates: ['2026-11-30T17:00:00Z'] },
    });
    const { updateEvent } = await kit.run('anna', UPDATE, { id, scope: 'ALL', input: { startsAt: '2026-11-24T18:00:00Z' } });
    expect(updateEvent.droppedOccurrenceIds).toEqual([]);
    expect(updateEvent.event.recurrence.excludedDates).toEqual(['2026-12-01T18:00:00Z']);
    expect(nodes(updateEvent.event.occurrences)).toEqual([
      { id: `${id}_20261124T190000`, startsAt: '2026-11-24T18:00:00Z' },
      { id: `${id}_20261208T190000`, startsAt: '2026-12-08T18:00:00Z' },
    ]);
    await kit.run('anna', UPDATE, { id, scope: 'ALL', input: { startsAt: '2026-11-25T18:00:00Z' } });
    const { occurrence } = await kit.run('ben', 'query($id: ID!) { occurrence(id: $id) { id } }', { id: `${id}_20261207T180000` });
    expect(occurrence).toEqual({ id: `${id}_20261209T190000` });
    const told = await until('the shift is told', () =>
      kit.relayed.find(({ change }) => change.kind === 'UPDATED' && change.entity === `Event:${id}` && change.entityVersion === 2),
    );
    expect(told.change).toMatchObject({
      fields: ['startsAt', 'endsAt', 'recurrence'],
      data: { renamed: { [`${id}_20261123T180000`]: `${id}_20261124T190000`, [`${id}_20261207T180000`]: `${id}_20261208T190000` }, dropped: [] },
    });
  });

  it('takes a rule along that names its days; bookings on it follow to where they are now', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, { recurrence: { rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207T170000Z' } });
    const booked = `${id}_20261207T180000`;
    await kit.database.query(`INSERT INTO booked VALUES ($1, 'ben', $2, $3, 'CONFIRMED')`, [`booking of ${id}`, id, booked]);
    const { updateEvent } = await kit.run('anna', UPDATE, { id, scope: 'ALL', input: { startsAt: '2026-11-25T08:30:00Z' } });
    expect(updateEvent.event.recurrence.rule).toBe('FREQ=WEEKLY;BYDAY=WE;UNTIL=20261209T083000Z');
    expect(nodes(updateEvent.event.occurrences)).toEqual([
      { id: `${id}_20261125T093000`, startsAt: '2026-11-25T08:30:00Z' },
      { id: `${id}_20261202T093000`, startsAt: '2026-12-02T08:30:00Z' },
      { id: `${id}_20261209T093000`, startsAt: '2026-12-09T08:30:00Z' },
    ]);
    const { occurrence } = await kit.run('ben', 'query($id: ID!) { occurrence(id: $id) { id startsAt originalStartsAt } }', { id: booked });
    expect(occurrence).toEqual({ id: `${id}_20261209T093000`, startsAt: '2026-12-09T08:30:00Z', originalStartsAt: '2026-12-09T08:30:00Z' });
    expect(await kit.database.query('SELECT occurrence_id FROM booked WHERE event_id = $1', [id])).toEqual([{ occurrence_id: `${id}_20261209T093000` }]);
  });

  it('drops exceptions that a new rule does not give, and tells of them', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, { recurrence: { rule: 'FREQ=WEEKLY;COUNT=3', excludedDates: ['2026-11-30T17:00:00Z'] } });
    const { updateEvent } = await kit.run('anna', UPDATE, { id, scope: 'ALL', input: { recurrence: { rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=2' } } });
    expect(updateEvent.droppedOccurrenceIds).toEqual([`${id}_20261130T180000`]);
    expect(nodes(updateEvent.event.occurrences)).toHaveLength(2);
  });

  it('moves to another calendar of those who may write on both', async () => {
    const other = await makeCalendar(kit, 'anna');
    const id = await makeEvent(kit, 'anna', calendarId, SINGLE);
    expect(await kit.refusal('ed', UPDATE, { id, input: { calendarId: other } })).toMatchObject({ code: 'NOT_FOUND' });
    await kit.run('anna', UPDATE, { id, input: { calendarId: other } });
    const read = 'query($id: ID!) { event(id: $id) { calendar { id } } }';
    expect((await kit.run('anna', read, { id })).event.calendar.id).toBe(other);
    expect((await kit.run('ben', read, { id })).event).toBeNull();
  });
});

describe('cancelling and deleting an event', () => {
  it('keeps a cancelled event, marked, and can be done twice', async () => {
    const id = await makeEvent(kit, 'anna', calendarId, SINGLE);
    const cancel = 'mutation($id: ID!) { cancelEvent(id: $id, reason: "ill") { event { status revision } } }';
    for (let time = 0; time < 2; time += 1) {
      expect((await kit.run('anna', cancel, { id })).cancelEvent.event).toEqual({ status: 'CANCELLED', revision: 2 });
    }
    expect(await kit.refusal('anna', UPDATE, { id: await makeEvent(kit, 'anna', calendarId, SINGLE), input: { status: 'CANCELLED' } })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('takes a deleted event away', async () => {
    const id = await makeEvent(kit, 'anna', calendarId);
    const remove = 'mutation($id: ID!) { deleteEvent(id: $id, scope: ALL) { event { id } deletedEventId droppedOccurrenceIds } }';
    expect((await kit.run('anna', remove, { id })).deleteEvent).toEqual({ event: null, deletedEventId: id, droppedOccurrenceIds: [] });
    const read = 'query($id: ID!, $o: ID!) { event(id: $id) { id } occurrence(id: $o) { id } }';
    expect(await kit.run('anna', read, { id, o: `${id}_20261123T180000` })).toEqual({ event: null, occurrence: null });
    expect((await kit.run('anna', remove, { id })).deleteEvent).toEqual({ event: null, deletedEventId: id, droppedOccurrenceIds: [] });
    for (const who of ['ed', 'zoe']) expect(await kit.refusal(who, remove, { id })).toMatchObject({ code: 'NOT_FOUND' });
    const told = await kit.database.query(`SELECT id FROM change_log WHERE entity = $1 AND kind = 'DELETED'`, [`Event:${id}`]);
    expect(told).toHaveLength(1);
  });
});
