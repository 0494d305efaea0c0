import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { nextOf, startEventKit, WEEKLY, type EventKit } from './kit.js';

let kit: EventKit;
beforeAll(async () => {
  kit = await startEventKit();
});
afterAll(() => kit.stop());

describe('a calendar that people share', () => {
  it('is made, joined by link, filled, read and heard of', async () => {
    const { createCalendar } = await kit.run(
      'anna',
      `mutation { createCalendar(input: { name: " Choir ", timeZone: "Europe/Berlin" }) {
         id name timeZone visibility myRole owner { id } changeCursor members { totalCount edges { node { role user { id } } } } } }`,
    );
    expect(createCalendar).toMatchObject({ name: 'Choir', visibility: 'PRIVATE', myRole: 'OWNER', owner: { id: 'anna' } });
    const calendarId = String(createCalendar.id);

    const { createCalendarInvite } = await kit.run(
      'anna',
      `mutation($id: ID!) { createCalendarInvite(input: { calendarId: $id }) { code url role usesLeft } }`,
      { id: calendarId },
    );
    expect(createCalendarInvite).toMatchObject({
      role: 'VIEWER',
      usesLeft: null,
      url: `https://convene.example/join?code=${String(createCalendarInvite.code)}`,
    });
    expect((await kit.run('ben', `query($id: ID!) { calendar(id: $id) { name } }`, { id: calendarId })).calendar).toBeNull();
    const { joinCalendar } = await kit.run('ben', `mutation($code: String!) { joinCalendar(code: $code) { id myRole } }`, {
      code: createCalendarInvite.code,
    });
    expect(joinCalendar).toEqual({ id: calendarId, myRole: 'VIEWER' });

    const heard = await kit.watch(
      'ben',
      `subscription($id: ID!) { calendarChanged(calendarId: $id) {
         cursor kind eventId actor { id } fields touchesFrom touchesTo event { title organizer { id } } calendar { name } } }`,
      { id: calendarId },
    );
    const { createEvent } = await kit.run(
      'anna',
      `mutation($input: CreateEventInput!) { createEvent(input: $input) {
         id uid title startsAt endsAt timeZone status visibility showAs revision recurrence { rule description }
         occurrences { edges { node { id startsAt endsAt originalStartsAt } } } nextOccurrence { startsAt } } }`,
      { input: { calendarId, ...WEEKLY, capacity: 1 } },
    );
    expect(createEvent).toMatchObject({ status: 'CONFIRMED', visibility: 'PRIVATE', showAs: 'BUSY', revision: 1 });
    expect(createEvent.occurrences.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      {
        id: `${String(createEvent.id)}_20261123T180000`,
        startsAt: '2026-11-23T17:00:00Z',
        endsAt: '2026-11-23T19:00:00Z',
        originalStartsAt: '2026-11-23T17:00:00Z',
      },
      expect.objectContaining({ id: `${String(createEvent.id)}_20261130T180000` }),
      expect.objectContaining({ id: `${String(createEvent.id)}_20261207T180000` }),
    ]);

    expect(await nextOf(heard)).toEqual({
      calendarChanged: {
        cursor: expect.any(String),
        kind: 'CREATED',
        eventId: createEvent.id,
        actor: { id: 'anna' },
        fields: [],
        touchesFrom: '2026-11-23T17:00:00Z',
        touchesTo: '2026-12-07T19:00:00Z',
        event: { title: 'Rehearsal', organizer: { id: 'anna' } },
        calendar: { name: 'Choir' },
      },
    });
    await heard.return?.();

    const { agenda } = await kit.run(
      'ben',
      `{ agenda(from: "2026-11-20T00:00:00Z", to: "2026-12-01T00:00:00Z") {
           edges { node { __typename id startsAt ... on Occurrence { title event { id } } } } cappedEventIds changeCursor } }`,
    );
    expect(agenda.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([
      `${String(createEvent.id)}_20261123T180000`,
      `${String(createEvent.id)}_20261130T180000`,
    ]);
    const sent = await until('both consumers are told', () => kit.relayed.filter(({ change }) => change.kind === 'CREATED').length === 2 && kit.relayed);
    expect(sent.find(({ change }) => change.kind === 'CREATED')?.change.data).toMatchObject({
      event: { id: createEvent.id, calendarId, capacity: 1, recurring: true, startsAt: '2026-11-23T17:00:00.000Z', lastEndsAt: '2026-12-07T19:00:00.000Z' },
      occurrenceId: null,
      renamed: {},
      dropped: [],
    });
  });
});
