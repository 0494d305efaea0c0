import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import type { TestDatabase } from '../../../platform/testing/database.js';
import { weekly } from './neighbours.js';
import { account, as, askUser, bookingChanged, createWorld, createWorldDatabase, eventChanged, membersChanged, told, type World } from './world.js';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createWorldDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  world = await createWorld(db);
  world.neighbours.events.set('e1', weekly('e1', new Date('2026-11-23T17:00:00Z'), 3));
});

type Relayed = readonly [source: string, change: LoggedChange];

const consumeAll = async (changes: readonly Relayed[]): Promise<void> => {
  for (const [source, change] of changes) await world.consume(source, change);
  await world.jobs.runDue();
};

const ROLES = { owner: 'OWNER', editor: 'EDITOR', viewer: 'VIEWER', busy: 'FREE_BUSY' };
const people = (): Relayed[] => ['owner', 'editor', 'viewer', 'busy', 'guest'].map((userId) => ['user', account(userId)]);

/** A short life of one calendar, in which everything happens that is told of. */
const life = (): Relayed[] => [
  ...people(),
  ['event', membersChanged(1, 'owner', { owner: 'OWNER' }, ['owner'])],
  ['event', membersChanged(2, 'viewer', { owner: 'OWNER', viewer: 'VIEWER' }, ['viewer'])],
  ['event', membersChanged(3, 'owner', ROLES, ['editor', 'busy'])],
  ['event', eventChanged('CREATED', 'e1', 1, 'editor')],
  ['booking', bookingChanged(1, 'CONFIRMED', null, 'guest')],
  ['booking', bookingChanged(1, 'WAITLISTED', null, 'viewer', { id: 'b2', userId: 'viewer' })],
  ['event', eventChanged('UPDATED', 'e1', 2, 'owner', { event: { title: 'Chess' } })],
  ['booking', bookingChanged(2, 'CANCELLED', 'CONFIRMED', 'owner')],
  ['booking', bookingChanged(2, 'OFFERED', 'WAITLISTED', null, { id: 'b2', userId: 'viewer', heldUntil: '2026-11-21T00:00:00Z' })],
  ['booking', bookingChanged(3, 'EXPIRED', 'OFFERED', null, { id: 'b2', userId: 'viewer' })],
  ['event', eventChanged('CANCELLED', 'e1', 3, 'owner', { event: { title: 'Chess' } })],
];

const TOLD = [
  'editor EVENT_CANCELLED',
  'editor EVENT_UPDATED',
  'guest BOOKING_CANCELLED',
  'guest EVENT_UPDATED',
  'owner BOOKING_RECEIVED',
  'owner CALENDAR_JOINED',
  'owner EVENT_CREATED',
  'viewer EVENT_CANCELLED',
  'viewer EVENT_CREATED',
  'viewer EVENT_UPDATED',
  'viewer WAITLIST_EXPIRED',
  'viewer WAITLIST_OFFERED',
];
/** Mail goes out for offers and cancellations alone. */
const MAILED = ['editor@example.org', 'viewer@example.org', 'viewer@example.org'];

const mailed = (): string[] => world.post.taken.map((mail) => mail.to).sort();

const copies = async (): Promise<unknown[]> =>
  Promise.all(
    ['person', 'calendar', 'calendar_member', 'event', 'booking'].map((table) =>
      world.db.database.query(`SELECT * FROM ${table} ORDER BY 1, 2`),
    ),
  );

describe('changes of other subgraphs', () => {
  it('are told to whom they concern, and to nobody of what they did themselves', async () => {
    await consumeAll(life());
    expect(await told(world)).toEqual(TOLD);
    expect(mailed()).toEqual(MAILED);
  });

  it('have each effect once, when every one is delivered three times', async () => {
    await consumeAll(life().flatMap((one) => [one, one, one]));
    expect(await told(world)).toEqual(TOLD);
    expect(mailed()).toEqual(MAILED);
  });

  it('leave the same copies, and tell nothing twice, when all come again three times and reversed', async () => {
    const all = life();
    await consumeAll(all);
    const before = await copies();
    const tellings = await told(world);
    await consumeAll([...all, ...all, ...all].reverse());
    expect(await copies()).toEqual(before);
    expect(await told(world)).toEqual(tellings);
    expect(mailed()).toEqual(MAILED);
  });

  it('leave the same copies when they come reversed from the beginning, three times each', async () => {
    const all = life();
    await consumeAll(all);
    const straight = await copies();
    world = await createWorld(db);
    await consumeAll(all.flatMap((one) => [one, one, one]).reverse());
    expect(await copies()).toEqual(straight);
    const once = await told(world);
    await consumeAll(all);
    expect(await told(world)).toEqual(once);
  });

  it('have one effect when two workers take the same one at once', async () => {
    const [source, first] = ['event', membersChanged(1, 'viewer', { owner: 'OWNER', viewer: 'VIEWER' }, ['viewer'])] as const;
    await Promise.all([1, 2, 3, 4].map(() => world.consume(source, first)));
    expect(await told(world)).toEqual(['owner CALENDAR_JOINED']);
  });

  it('ask for the members of a calendar whose copy has not come yet', async () => {
    world.neighbours.members.set('c1', [
      { userId: 'owner', role: 'OWNER' },
      { userId: 'viewer', role: 'VIEWER' },
    ]);
    await consumeAll([['event', eventChanged('CREATED', 'e1', 1, 'owner')]]);
    expect(await told(world)).toEqual(['viewer EVENT_CREATED']);
  });

  it('are not told to people whose account was closed', async () => {
    await consumeAll([
      ['user', account('viewer', 1, { active: false })],
      ['event', membersChanged(1, 'owner', { owner: 'OWNER', viewer: 'VIEWER' }, ['owner'])],
      ['event', eventChanged('CREATED', 'e1', 1, 'owner')],
    ]);
    expect(await told(world)).toEqual([]);
  });

  it('to one occurrence concern those who booked that one', async () => {
    await consumeAll([
      ...people(),
      ['booking', bookingChanged(1, 'CONFIRMED', null, 'guest')],
      ['booking', bookingChanged(1, 'CONFIRMED', null, 'late', { id: 'b2', userId: 'late', occurrenceId: 'e1_0002' })],
      ['event', eventChanged('CANCELLED', 'e1', 2, 'owner', { occurrenceId: 'e1_0002', event: { status: 'CONFIRMED' } })],
    ]);
    expect(await told(world)).toEqual(['late EVENT_CANCELLED', 'owner BOOKING_RECEIVED', 'owner BOOKING_RECEIVED']);
  });

  it('that stand on the topics of two calendars, since the event was moved, are told once', async () => {
    const moved = eventChanged('UPDATED', 'e1', 2, 'owner');
    await consumeAll([
      ['event', membersChanged(1, 'owner', { owner: 'OWNER', viewer: 'VIEWER' }, ['owner'])],
      ['event', moved],
      ['event', { ...moved, id: eventChanged('UPDATED', 'e1', 2, 'owner').id, topic: 'calendar:before' }],
    ]);
    expect(await told(world)).toEqual(['viewer EVENT_UPDATED']);
  });

  it('to an all-day event name its day by the event’s own zone', async () => {
    const event = { allDay: true, startsAt: '2026-11-22T23:00:00Z', endsAt: '2026-11-23T23:00:00Z' };
    await consumeAll([
      ['event', membersChanged(1, 'owner', { owner: 'OWNER', viewer: 'VIEWER' }, ['owner'])],
      ['event', eventChanged('CREATED', 'e1', 1, 'owner', { event })],
    ]);
    const [row] = await world.db.database.query<{ body: string }>(`SELECT body FROM notification`);
    expect(row?.body).toContain('Monday, November 23, 2026');
  });

  it('of a booking whose organizer is not known go to the organizer of the event’s copy', async () => {
    await consumeAll([
      ['event', eventChanged('CREATED', 'e1', 1, 'owner')],
      ['booking', bookingChanged(1, 'CONFIRMED', null, 'guest', { organizerId: null, calendarId: null })],
    ]);
    expect(await told(world)).toEqual(['owner BOOKING_RECEIVED']);
  });

  it('of an unknown kind or with parts that are not known yet are let go', async () => {
    const later = eventChanged('CREATED', 'e1', 1, 'owner', { event: { somethingNew: true } });
    await consumeAll([
      ['event', { ...eventChanged('CREATED', 'e1', 1, 'owner'), kind: 'BUSY_CHANGED' }],
      ['event', later],
    ]);
    expect(await told(world)).toEqual([]);
  });
});

describe('an offer from the waiting list', () => {
  it('names the event, its time and until when the seat is kept', async () => {
    await consumeAll([
      ['user', account('guest')],
      ['booking', bookingChanged(2, 'OFFERED', 'WAITLISTED', 'other', { heldUntil: '2026-11-20T23:00:00Z' })],
    ]);
    const fields = 'notifications { edges { node { kind title body booking { id } event { id } occurrence { id } } } }';
    const { notifications } = await askUser<{ notifications: { edges: { node: { body: string } }[] } }>(world, as('guest'), 'guest', fields);
    expect(notifications.edges[0]?.node).toMatchObject({
      kind: 'WAITLIST_OFFERED',
      title: 'A seat came free: Event e1',
      booking: { id: 'b1' },
      event: { id: 'e1' },
      occurrence: { id: 'e1_0001' },
    });
    expect(notifications.edges[0]?.node.body).toMatch(/Monday, November 23, 2026 at 6:00\sPM.* until Saturday, November 21, 2026 at 12:00\sAM/u);
  });

  it('is told although the event subgraph can’t be reached', async () => {
    world.neighbours.down = true;
    await consumeAll([
      ['event', membersChanged(1, 'owner', { owner: 'OWNER' })],
      ['event', eventChanged('CREATED', 'e1', 1, 'owner')],
      ['booking', bookingChanged(2, 'OFFERED', 'WAITLISTED', 'other')],
    ]);
    const { notifications } = await askUser<{ notifications: unknown }>(world, as('guest'), 'guest', 'notifications { edges { node { title } } }');
    expect(notifications).toEqual({ edges: [{ node: { title: 'A seat came free: Event e1' } }] });
  });
});
