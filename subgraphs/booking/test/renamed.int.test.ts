import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { book, cancel, startBookingKit, statusOf, type BookingKit } from './kit.js';
import { tallyOf, wrongCounters } from './counters.js';
import { onDay, reId, weekly } from './weekly.js';

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit();
});
afterAll(() => kit.stop());

const occurrenceOf = async (bookingId: string): Promise<string | undefined> =>
  (await kit.database.query<{ occurrence_id: string }>('SELECT occurrence_id FROM booking WHERE id = $1', [bookingId]))[0]?.occurrence_id;

describe('occurrences that get new ids', () => {
  it('keep their bookings and seats, and old ids still resolve', async () => {
    const event = weekly(kit, 'shift', ['shift_1', 'shift_2', 'shift_3']);
    const ada = await book(kit, 'ada', 'shift_1');
    const bob = await book(kit, 'bob', 'shift_2');
    const cleo = await book(kit, 'cleo', 'shift_2', { joinWaitlist: true });
    // A week later: every id but the last means another occurrence than before.
    reId(event, ['shift_2', 'shift_3', 'shift_4']);
    await kit.deliver(kit.owner.change('UPDATED', event, { renamed: { shift_1: 'shift_2', shift_2: 'shift_3', shift_3: 'shift_4' } }));
    expect(await occurrenceOf(ada.id)).toBe('shift_2');
    expect(await occurrenceOf(bob.id)).toBe('shift_3');
    expect(await wrongCounters(kit.database)).toEqual([]);
    expect(await book(kit, 'dan', 'shift_1')).toMatchObject({ reason: 'SOLD_OUT' });
    await cancel(kit, 'bob', bob.id);
    expect(await statusOf(kit, 'cleo', cleo.id)).toBe('OFFERED');
  });

  it('end where two maps lead, whichever comes first', async () => {
    const event = weekly(kit, 'chain', ['chain_a']);
    const ada = await book(kit, 'ada', 'chain_a');
    reId(event, ['chain_b']);
    const first = kit.owner.change('UPDATED', event, { renamed: { chain_a: 'chain_b' } });
    reId(event, ['chain_c']);
    const second = kit.owner.change('UPDATED', event, { renamed: { chain_b: 'chain_c' } });
    await kit.deliver(second);
    await kit.deliver(first);
    await kit.deliver(second);
    expect(await occurrenceOf(ada.id)).toBe('chain_c');
    expect(await book(kit, 'bob', 'chain_b')).toMatchObject({ reason: 'SOLD_OUT' });
  });

  it('come back to their first ids when the shift is undone', async () => {
    const event = weekly(kit, 'back', ['back_a']);
    const ada = await book(kit, 'ada', 'back_a');
    reId(event, ['back_b']);
    await kit.deliver(kit.owner.change('UPDATED', event, { renamed: { back_a: 'back_b' } }));
    reId(event, ['back_a']);
    await kit.deliver(kit.owner.change('UPDATED', event, { renamed: { back_b: 'back_a' } }));
    expect(await occurrenceOf(ada.id)).toBe('back_a');
    expect(await book(kit, 'bob', 'back_b')).toMatchObject({ reason: 'SOLD_OUT' });
  });

  it('follow where their owner leads, when the map left them out', async () => {
    const event = weekly(kit, 'far', ['far_a'], 1);
    const ada = await book(kit, 'ada', 'far_a');
    reId(event, ['far_b']);
    kit.owner.resolves.set('far_a', 'far_b');
    await kit.deliver(kit.owner.change('UPDATED', event));
    expect(await occurrenceOf(ada.id)).toBe('far_b');
    expect(await book(kit, 'bob', 'far_a')).toMatchObject({ reason: 'SOLD_OUT' });
    expect(await wrongCounters(kit.database)).toEqual([]);
  });

  it('become one with what was booked under the new id before the map came', async () => {
    const event = weekly(kit, 'merge', ['merge_a'], 4);
    await book(kit, 'ada', 'merge_a');
    await book(kit, 'bob', 'merge_a', { items: [{ quantity: 2 }] });
    reId(event, ['merge_b']);
    await book(kit, 'ada', 'merge_b');
    await kit.deliver(kit.owner.change('UPDATED', event, { renamed: { merge_a: 'merge_b' } }));
    expect(await tallyOf(kit.database, 'merge_b')).toMatchObject({ taken: 3, real_taken: 3 });
    expect(await tallyOf(kit.database, 'merge_a')).toBeUndefined();
  });

  it('follow a split to the new event and its capacity', async () => {
    const old = weekly(kit, 'old', ['old_1', 'old_2']);
    const ada = await book(kit, 'ada', 'old_2');
    const bob = await book(kit, 'bob', 'old_2', { joinWaitlist: true });
    reId(old, ['old_1']);
    const fresh = kit.owner.add({ id: 'new', capacity: 2, occurrences: [onDay('new_2', 2)] });
    await kit.deliver(kit.owner.change('CREATED', fresh, { renamed: { old_2: 'new_2' } }));
    expect(await kit.database.query('SELECT event_id, occurrence_id FROM booking WHERE id = $1', [ada.id])).toEqual([
      { event_id: 'new', occurrence_id: 'new_2' },
    ]);
    expect(await statusOf(kit, 'bob', bob.id)).toBe('OFFERED');
  });
});
