import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { book, cancel, confirm, hold, startBookingKit, type BookingAnswer, type BookingKit } from './kit.js';
import { gapsInLog, tallyOf, wrongCounters } from './counters.js';

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit(30);
});
afterAll(() => kit.stop());

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const statusesAt = async (occurrenceId: string): Promise<{ user_id: string; status: string }[]> =>
  kit.database.query(`SELECT user_id, status FROM booking WHERE occurrence_id = $1 ORDER BY waitlist_number NULLS FIRST, id`, [occurrenceId]);

describe('one person trying many times at once', () => {
  it('has one active booking, and is told so every other time', async () => {
    kit.owner.add({ id: 'once', capacity: 10 });
    const answers = await Promise.all(many(20).map((index) => (index % 2 ? book : hold)(kit, 'ada', 'once_once')));
    expect(answers.filter((answer) => answer.__typename === 'Booking')).toHaveLength(1);
    expect(new Set(answers.flatMap((answer) => answer.reason ?? []))).toEqual(new Set(['ALREADY_BOOKED']));
    expect(await statusesAt('once_once')).toHaveLength(1);
    expect(await tallyOf(kit.database, 'once_once')).toMatchObject({ taken: 1 });
  });

  it('has many without the unique index: the race is real', async () => {
    const bare = await startBookingKit(20);
    await bare.database.query('DROP INDEX booking_one_active');
    bare.owner.add({ id: 'once', capacity: 10 });
    const answers = await Promise.all(many(20).map(() => book(bare, 'ada', 'once_once')));
    expect(answers.filter((answer) => answer.__typename === 'Booking').length).toBeGreaterThan(1);
    await bare.stop();
  });

  it('books once under one idempotency key, and gets the first answer every time', async () => {
    kit.owner.add({ id: 'retry', capacity: 10 });
    const answers = await Promise.all(many(20).map(() => book(kit, 'ada', 'retry_once', { idempotencyKey: 'k1' })));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await statusesAt('retry_once')).toHaveLength(1);
  });
});

describe('a waiting list under load', () => {
  it('gives each seat that comes back to one person, in the order in which they stood', async () => {
    kit.owner.add({ id: 'crowd', capacity: 10 });
    const holders = await Promise.all(many(10).map((index) => book(kit, `holder-${String(index)}`, 'crowd_once')));
    for (const index of many(15)) await book(kit, `waiter-${String(index).padStart(2, '0')}`, 'crowd_once', { joinWaitlist: true });
    await Promise.all(many(7).map((index) => cancel(kit, `holder-${String(index)}`, holders[index]?.id ?? '')));
    const waiters = (await statusesAt('crowd_once')).filter(({ user_id }) => user_id.startsWith('waiter'));
    expect(waiters.map(({ status }) => status)).toEqual([...many(7).map(() => 'OFFERED'), ...many(8).map(() => 'WAITLISTED')]);
    const offers = await kit.database.query<{ count: number }>(
      `SELECT count(*) FROM change_log WHERE data->'booking'->>'occurrenceId' = 'crowd_once' AND data->'booking'->>'status' = 'OFFERED'`,
    );
    expect(offers[0]?.count).toBe(7);
    expect(await wrongCounters(kit.database)).toEqual([]);
  });

  it('gives a seat back once, however often its booking is cancelled at once', async () => {
    kit.owner.add({ id: 'twice', capacity: 1 });
    const held = await book(kit, 'ada', 'twice_once');
    for (const name of ['bob', 'cleo', 'dan']) await book(kit, name, 'twice_once', { joinWaitlist: true });
    await Promise.all(many(10).map(() => cancel(kit, 'ada', held.id)));
    expect((await statusesAt('twice_once')).map(({ status }) => status)).toEqual(['CANCELLED', 'OFFERED', 'WAITLISTED', 'WAITLISTED']);
  });

  it('never forgets a person who joins the line while a seat is given back', async () => {
    for (const round of many(10)) {
      const occurrenceId = `gap-${String(round)}_once`;
      kit.owner.add({ id: `gap-${String(round)}`, capacity: 1 });
      const held = await book(kit, 'ada', occurrenceId);
      const [joined] = await Promise.all([book(kit, 'bob', occurrenceId, { joinWaitlist: true }), cancel(kit, 'ada', held.id)]);
      const [now] = await kit.database.query<{ status: string }>('SELECT status FROM booking WHERE id = $1', [joined.id]);
      expect(['CONFIRMED', 'OFFERED']).toContain(now?.status);
    }
  });
});

describe('everything at once', () => {
  it('leaves counters that agree with the bookings, no seat oversold and a log without a gap', async () => {
    kit.owner.add({ id: 'storm', capacity: 5 });
    const live = async (person: number): Promise<void> => {
      const name = `storm-${String(person)}`;
      for (const round of many(6)) {
        const take = (person + round) % 3 === 0 ? hold(kit, name, 'storm_once') : book(kit, name, 'storm_once', { joinWaitlist: true, items: [{ quantity: 1 + (person % 2) }] });
        const mine: BookingAnswer = await take;
        if (mine.__typename !== 'Booking') continue;
        const [confirmed] = await Promise.all([
          confirm(kit, name, mine.id),
          (person + round) % 2 === 0 ? cancel(kit, name, mine.id) : undefined,
        ]);
        if (confirmed.reason === undefined && round % 2 === 0) await cancel(kit, name, mine.id);
      }
    };
    await Promise.all(many(25).map(live));
    expect(await wrongCounters(kit.database)).toEqual([]);
    const storm = await tallyOf(kit.database, 'storm_once');
    expect(storm?.taken).toBeLessThanOrEqual(5);
    expect(await gapsInLog(kit.database)).toEqual([]);
    // Nobody waits beside a seat that would fit them.
    const [first] = await kit.database.query<{ quantity: number }>(
      `SELECT quantity FROM booking WHERE occurrence_id = 'storm_once' AND status = 'WAITLISTED' ORDER BY waitlist_number LIMIT 1`,
    );
    if (first && storm) expect(first.quantity).toBeGreaterThan((storm.capacity ?? 0) - storm.taken);
  });
});
