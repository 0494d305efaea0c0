import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { book, cancel, confirm, hold, read, RESULT, startBookingKit, type BookingAnswer, type BookingKit } from './kit.js';
import { wrongCounters } from './counters.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit();
});
beforeEach(() => {
  kit.clock.set('2026-11-20T12:00:00Z');
});
afterAll(() => kit.stop());

const renew = async (userId: string, id: string): Promise<BookingAnswer> =>
  (await kit.run<{ renewHold: BookingAnswer }>(userId, `mutation ($id: ID!) { renewHold(id: $id) ${RESULT} }`, { id })).renewHold;

/** What the row itself says. */
const rowStatus = async (id: string): Promise<string | undefined> =>
  (await kit.database.query<{ status: string }>('SELECT status FROM booking WHERE id = $1', [id]))[0]?.status;

const seatsOf = async (occurrenceId: string): Promise<unknown> =>
  (
    await kit.run<{ _entities: unknown[] }>(
      'zoe',
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Occurrence { seatsTaken seatsAvailable bookingRefusal { reason } } } }`,
      { of: [{ __typename: 'Occurrence', id: occurrenceId }] },
    )
  )._entities[0];

describe('a hold whose end has come', () => {
  it('reads EXPIRED and takes no seat before anybody tidied it up', async () => {
    kit.owner.add({ id: 'end', capacity: 1 });
    const held = await hold(kit, 'ada', 'end_once');
    expect(await seatsOf('end_once')).toEqual({ seatsTaken: 1, seatsAvailable: 0, bookingRefusal: { reason: 'SOLD_OUT' } });
    kit.clock.advance(15 * MINUTE);
    expect(await rowStatus(held.id)).toBe('HELD');
    expect(await read(kit, 'ada', held.id)).toMatchObject({ status: 'EXPIRED', heldUntil: null });
    expect(await seatsOf('end_once')).toEqual({ seatsTaken: 0, seatsAvailable: 1, bookingRefusal: null });
    expect(await confirm(kit, 'ada', held.id)).toMatchObject({ reason: 'HOLD_EXPIRED', retryable: false });
    expect(await renew('ada', held.id)).toMatchObject({ reason: 'HOLD_EXPIRED' });
    expect(await cancel(kit, 'ada', held.id)).toMatchObject({ status: 'EXPIRED' });
  });

  it('makes room at once for the next, and for its own person', async () => {
    kit.owner.add({ id: 'room', capacity: 1 });
    await hold(kit, 'ada', 'room_once');
    kit.clock.advance(15 * MINUTE);
    const again = await hold(kit, 'ada', 'room_once');
    expect(again.status).toBe('HELD');
    kit.clock.advance(15 * MINUTE);
    expect(await book(kit, 'bob', 'room_once')).toMatchObject({ status: 'CONFIRMED' });
    expect(await rowStatus(again.id)).toBe('EXPIRED');
    expect(await wrongCounters(kit.database)).toEqual([]);
  });

  it('is tidied up by its job at the time, and the person is told', async () => {
    kit.owner.add({ id: 'job', capacity: 1 });
    const held = await hold(kit, 'ada', 'job_once');
    const changes = await kit.watch('ada', 'subscription { bookingChanged { previousStatus booking { status } } }');
    kit.clock.advance(15 * MINUTE);
    await kit.jobs.runDue('booking-holds', kit.clock.now());
    expect((await changes.next()).value).toMatchObject({ data: { bookingChanged: { previousStatus: 'HELD', booking: { status: 'EXPIRED' } } } });
    expect(await rowStatus(held.id)).toBe('EXPIRED');
    await changes.return?.();
  });

  it('is answered while the queue is away, and tidied up by the sweep, since no alarm was set', async () => {
    kit.owner.add({ id: 'away', capacity: 1 });
    kit.jobs.away = true;
    const held = await hold(kit, 'ada', 'away_once');
    expect(held.status).toBe('HELD');
    expect(await renew('ada', held.id)).toMatchObject({ status: 'HELD' });
    kit.jobs.away = false;
    expect(kit.jobs.waiting.filter(({ id }) => id?.startsWith(`hold-${held.id}`))).toEqual([]);
    kit.clock.advance(15 * MINUTE);
    await kit.restart();
    await until('the sweep came by', async () => (await rowStatus(held.id)) === 'EXPIRED');
  });

  it('can be renewed for a quarter of an hour each time, up to an hour in all', async () => {
    kit.owner.add({ id: 'renew', capacity: 1 });
    const held = await hold(kit, 'ada', 'renew_once');
    const ends: (string | null)[] = [];
    for (let round = 0; round < 5; round += 1) {
      kit.clock.advance(14 * MINUTE);
      const renewed = await renew('ada', held.id);
      ends.push(renewed.heldUntil ?? renewed.reason);
    }
    expect(ends).toEqual(['2026-11-20T12:29:00Z', '2026-11-20T12:43:00Z', '2026-11-20T12:57:00Z', '2026-11-20T13:00:00Z', 'HOLD_EXPIRED']);
  });

  it('never outlasts the start', async () => {
    kit.owner.add({ id: 'soon', capacity: 1 });
    kit.clock.set('2026-12-01T17:55:00Z');
    expect(await hold(kit, 'ada', 'soon_once')).toMatchObject({ heldUntil: '2026-12-01T18:00:00Z' });
  });
});

describe('an offer whose end has come', () => {
  it('goes to the next in line, one after the other', async () => {
    kit.owner.add({ id: 'pass', capacity: 1 });
    const first = await book(kit, 'ada', 'pass_once');
    const line = [];
    for (const name of ['bob', 'cleo', 'dan']) line.push((await book(kit, name, 'pass_once', { joinWaitlist: true })).id);
    await cancel(kit, 'ada', first.id);
    kit.clock.advance(12 * HOUR);
    await kit.jobs.runDue('booking-holds', kit.clock.now());
    expect(await Promise.all(line.map(rowStatus))).toEqual(['EXPIRED', 'OFFERED', 'WAITLISTED']);
    expect(await confirm(kit, 'bob', line[0] ?? '')).toMatchObject({ reason: 'HOLD_EXPIRED' });
    expect(await read(kit, 'cleo', line[1] ?? '')).toMatchObject({ heldUntil: '2026-11-21T12:00:00Z' });
    expect(await confirm(kit, 'cleo', line[1] ?? '')).toMatchObject({ status: 'CONFIRMED' });
    expect(await confirm(kit, 'dan', line[2] ?? '')).toMatchObject({ reason: 'SOLD_OUT', retryable: true });
  });

  it('does not outlast the start, at which all waiting ends', async () => {
    kit.owner.add({ id: 'late', capacity: 1 });
    const first = await book(kit, 'ada', 'late_once');
    const bob = await book(kit, 'bob', 'late_once', { joinWaitlist: true });
    const cleo = await book(kit, 'cleo', 'late_once', { joinWaitlist: true });
    kit.clock.set('2026-12-01T17:00:00Z');
    await cancel(kit, 'ada', first.id);
    expect(await read(kit, 'bob', bob.id)).toMatchObject({ status: 'OFFERED', heldUntil: '2026-12-01T18:00:00Z' });
    kit.clock.set('2026-12-01T18:00:00Z');
    await kit.jobs.runDue('booking-holds', kit.clock.now());
    expect([await rowStatus(bob.id), await rowStatus(cleo.id)]).toEqual(['EXPIRED', 'EXPIRED']);
    expect(await book(kit, 'dan', 'late_once')).toMatchObject({ reason: 'CLOSED', retryable: false });
  });
});

describe('the sweep', () => {
  it('finds at its start what a lost job should have ended', async () => {
    kit.owner.add({ id: 'lost', capacity: 1 });
    const first = await book(kit, 'ada', 'lost_once');
    const bob = await book(kit, 'bob', 'lost_once', { joinWaitlist: true });
    const cleo = await book(kit, 'cleo', 'lost_once', { joinWaitlist: true });
    await cancel(kit, 'ada', first.id);
    kit.clock.advance(12 * HOUR);
    kit.jobs.waiting.length = 0;
    await kit.restart();
    await until('the sweep has passed the offer on', async () => (await rowStatus(cleo.id)) === 'OFFERED');
    expect(await rowStatus(bob.id)).toBe('EXPIRED');
    expect(await wrongCounters(kit.database)).toEqual([]);
  });
});
