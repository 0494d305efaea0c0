import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { book, cancel, confirm, hold, read, startBookingKit, type BookingKit } from './kit.js';

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit();
});
afterAll(() => kit.stop());

describe('booking the last seat', () => {
  it('refuses the next with SOLD_OUT, puts them in line, and offers them the seat that is given back', async () => {
    kit.owner.add({ id: 'yoga', capacity: 1, price: { amount: 1250, currency: 'EUR' } });
    const first = await book(kit, 'ada', 'yoga_once');
    expect(first).toMatchObject({ __typename: 'Booking', status: 'CONFIRMED', quantity: 1, total: { amount: 1250, currency: 'EUR' } });
    expect(first.tickets).toHaveLength(1);

    const refused = await book(kit, 'bob', 'yoga_once');
    expect(refused).toMatchObject({ reason: 'SOLD_OUT', retryable: true, seatsAvailable: 0, waitlistLength: 0 });

    const waiting = await book(kit, 'bob', 'yoga_once', { joinWaitlist: true });
    expect(waiting).toMatchObject({ status: 'WAITLISTED', waitlistPosition: 1, tickets: [] });

    const changes = await kit.watch('bob', `subscription { bookingChanged { cursor previousStatus booking { id status heldUntil } } }`);
    const next = changes.next();
    expect(await cancel(kit, 'ada', first.id, 'ill')).toMatchObject({ status: 'CANCELLED', cancelReason: 'ill' });
    expect((await next).value).toMatchObject({
      data: {
        bookingChanged: {
          previousStatus: 'WAITLISTED',
          booking: { id: waiting.id, status: 'OFFERED', heldUntil: '2026-11-21T00:00:00Z' },
        },
      },
    });
    await changes.return?.();

    const confirmed = await confirm(kit, 'bob', waiting.id);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', heldUntil: null });
    expect(confirmed.tickets).toHaveLength(1);
    expect(await confirm(kit, 'bob', waiting.id)).toEqual(confirmed);
  });

  it('lets nobody jump the queue', async () => {
    kit.owner.add({ id: 'queue', capacity: 2 });
    const one = await book(kit, 'ada', 'queue_once');
    await book(kit, 'bob', 'queue_once');
    await book(kit, 'cleo', 'queue_once', { joinWaitlist: true, items: [{ quantity: 2 }] });
    await cancel(kit, 'ada', one.id);
    expect(await book(kit, 'dan', 'queue_once')).toMatchObject({ reason: 'SOLD_OUT', seatsAvailable: 0, waitlistLength: 1 });
  });

  it('keeps a place in line of one who cancels from moving others backwards', async () => {
    kit.owner.add({ id: 'line', capacity: 1 });
    const holder = await book(kit, 'ada', 'line_once');
    const [bob, cleo, dan] = [
      await book(kit, 'bob', 'line_once', { joinWaitlist: true }),
      await book(kit, 'cleo', 'line_once', { joinWaitlist: true }),
      await book(kit, 'dan', 'line_once', { joinWaitlist: true }),
    ];
    expect([bob.waitlistPosition, cleo.waitlistPosition, dan.waitlistPosition]).toEqual([1, 2, 3]);
    await cancel(kit, 'cleo', cleo.id);
    expect(await read(kit, 'dan', dan.id)).toMatchObject({ waitlistPosition: 2 });
    await cancel(kit, 'ada', holder.id);
    expect(await read(kit, 'bob', bob.id)).toMatchObject({ status: 'OFFERED', waitlistPosition: null });
    expect(await read(kit, 'dan', dan.id)).toMatchObject({ status: 'WAITLISTED', waitlistPosition: 1 });
  });
});

describe('holding seats', () => {
  it('keeps them for a quarter of an hour and confirms within it', async () => {
    kit.owner.add({ id: 'hold', capacity: 1 });
    const held = await hold(kit, 'ada', 'hold_once');
    expect(held).toMatchObject({ status: 'HELD', heldUntil: '2026-11-20T12:15:00Z', tickets: [] });
    expect(await book(kit, 'bob', 'hold_once')).toMatchObject({ reason: 'SOLD_OUT' });
    expect(await confirm(kit, 'ada', held.id)).toMatchObject({ status: 'CONFIRMED', heldUntil: null });
  });
});

describe('an idempotency key', () => {
  it('gives the first answer again, a refusal too, and refuses another request', async () => {
    kit.owner.add({ id: 'idem', capacity: 1 });
    const first = await book(kit, 'ada', 'idem_once', { idempotencyKey: 'a' });
    const no = await book(kit, 'bob', 'idem_once', { idempotencyKey: 'a' });
    expect(no.reason).toBe('SOLD_OUT');
    await cancel(kit, 'ada', first.id);
    expect(await book(kit, 'bob', 'idem_once', { idempotencyKey: 'a' })).toEqual(no);
    expect(await book(kit, 'ada', 'idem_once', { idempotencyKey: 'a' })).toMatchObject({ id: first.id, status: 'CANCELLED' });
    const other = await kit.execute('ada', 'mutation ($input: BookInput!) { book(input: $input) { __typename } }', {
      input: { occurrenceId: 'idem_once', idempotencyKey: 'a', joinWaitlist: true },
    });
    expect(other.errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_MISMATCH');
    expect(await hold(kit, 'ada', 'idem_once', { idempotencyKey: 'a' })).toMatchObject({ status: 'HELD' });
  });
});

describe('an idempotency key of long ago', () => {
  it('is forgotten after a week', async () => {
    kit.owner.add({ id: 'ages' });
    await book(kit, 'ada', 'ages_once', { idempotencyKey: 'ages' });
    kit.clock.advance(8 * 24 * 3_600_000);
    await kit.restart();
    await until('the sweep has passed', async () => (await kit.database.query(`SELECT FROM kept_answer WHERE key = 'ages'`)).length === 0);
    kit.clock.set('2026-11-20T12:00:00Z');
  });
});
