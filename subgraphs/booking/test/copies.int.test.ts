import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import { rebuildBookingCopies } from '../rebuild.js';
import { book, cancel, confirm, hold, read, startBookingKit, statusOf, type BookingAnswer, type BookingKit } from './kit.js';
import { tallyOf, wrongCounters } from './counters.js';
import { reId, weekly } from './weekly.js';

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit();
});
afterAll(() => kit.stop());

/** A subgraph of its own for tests that compare everything there is. */
async function apart(work: () => Promise<void>): Promise<void> {
  const shared = kit;
  kit = await startBookingKit();
  await work();
  await kit.stop();
  kit = shared;
}

/** Everything that is kept of what the event subgraph owns. */
async function allCopies(): Promise<Record<string, unknown[]>> {
  const copies: Record<string, unknown[]> = {};
  for (const table of ['event_copy', 'occurrence_copy', 'renamed_occurrence', 'calendar_copy', 'calendar_role']) {
    copies[table] = await kit.database.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
  }
  copies['capacity'] = await kit.database.query('SELECT occurrence_id, event_id, capacity FROM seat_count ORDER BY 1');
  return copies;
}


describe('an event whose capacity changes', () => {
  it('offers the seats of a raised capacity to those in line, in order', async () => {
    const event = kit.owner.add({ id: 'grow', capacity: 1 });
    await book(kit, 'ada', 'grow_once');
    const line: BookingAnswer[] = [];
    for (const name of ['bob', 'cleo', 'dan']) line.push(await book(kit, name, 'grow_once', { joinWaitlist: true }));
    Object.assign(event, { capacity: 3, revision: 2 });
    await kit.deliver(kit.owner.change('UPDATED', event));
    expect(await Promise.all(['bob', 'cleo', 'dan'].map((name, index) => statusOf(kit, name, line[index]?.id ?? '')))).toEqual(['OFFERED', 'OFFERED', 'WAITLISTED']);
    Object.assign(event, { capacity: null, revision: 3 });
    await kit.deliver(kit.owner.change('UPDATED', event));
    expect(await statusOf(kit, 'dan', line[2]?.id ?? '')).toBe('OFFERED');
    expect(await wrongCounters(kit.database)).toEqual([]);
  });

  it('takes no seat from anybody when it is lowered, and gives none until there is room again', async () => {
    const event = kit.owner.add({ id: 'shrink', capacity: 3 });
    const bookings = [];
    for (const name of ['ada', 'bob', 'cleo']) bookings.push(await book(kit, name, 'shrink_once'));
    Object.assign(event, { capacity: 1, revision: 2 });
    await kit.deliver(kit.owner.change('UPDATED', event));
    expect(await tallyOf(kit.database, 'shrink_once')).toMatchObject({ capacity: 1, taken: 3 });
    expect(await book(kit, 'dan', 'shrink_once', { joinWaitlist: true })).toMatchObject({ status: 'WAITLISTED' });
    await cancel(kit, 'ada', bookings[0]?.id ?? '');
    await cancel(kit, 'bob', bookings[1]?.id ?? '');
    expect(await tallyOf(kit.database, 'shrink_once')).toMatchObject({ taken: 1, waitlist_length: 1 });
    await cancel(kit, 'cleo', bookings[2]?.id ?? '');
    expect(await tallyOf(kit.database, 'shrink_once')).toMatchObject({ taken: 1, waitlist_length: 0 });
  });

  it('counts seats of an event without a limit too, for the day on which it gets one', async () => {
    const event = kit.owner.add({ id: 'open', capacity: null });
    expect(await book(kit, 'ada', 'open_once', { items: [{ quantity: 3 }] })).toMatchObject({ status: 'CONFIRMED', quantity: 3 });
    Object.assign(event, { capacity: 3, revision: 2 });
    await kit.deliver(kit.owner.change('UPDATED', event));
    expect(await book(kit, 'bob', 'open_once')).toMatchObject({ reason: 'SOLD_OUT', seatsAvailable: 0 });
  });
});

describe('a cancelled event', () => {
  it('leaves bookings as they are, and takes none', async () => {
    const event = kit.owner.add({ id: 'off', capacity: 1 });
    const booked = await book(kit, 'ada', 'off_once');
    const waiting = await book(kit, 'bob', 'off_once', { joinWaitlist: true });
    Object.assign(event, { status: 'CANCELLED', revision: 2 });
    await kit.deliver(kit.owner.change('CANCELLED', event));
    expect(await statusOf(kit, 'ada', booked.id)).toBe('CONFIRMED');
    expect(await book(kit, 'cleo', 'off_once')).toMatchObject({ reason: 'EVENT_CANCELLED', retryable: false });
    await cancel(kit, 'ada', booked.id);
    expect(await statusOf(kit, 'bob', waiting.id)).toBe('WAITLISTED');
  });

  it('refuses to confirm a hold', async () => {
    const event = kit.owner.add({ id: 'stop', capacity: 1 });
    const held = await hold(kit, 'ada', 'stop_once');
    Object.assign(event, { status: 'CANCELLED', revision: 2 });
    await kit.deliver(kit.owner.change('CANCELLED', event));
    expect(await confirm(kit, 'ada', held.id)).toMatchObject({ reason: 'EVENT_CANCELLED' });
  });
});

describe('an event that is moved', () => {
  it('ends holds at the new start, when that is sooner', async () => {
    const event = kit.owner.add({ id: 'sooner', capacity: 1 });
    const held = await hold(kit, 'ada', 'sooner_once');
    event.revision = 2;
    event.occurrences = [{ id: 'sooner_once', startsAt: '2026-11-20T12:10:00Z', endsAt: '2026-11-20T13:00:00Z', status: 'CONFIRMED' }];
    await kit.deliver(kit.owner.change('UPDATED', event));
    expect(await read(kit, 'ada', held.id)).toMatchObject({ heldUntil: '2026-11-20T12:10:00Z' });
  });
});

describe('occurrences that are taken off the calendar', () => {
  it('are gone with a deleted event, while its bookings stay', async () => {
    const event = weekly(kit, 'deleted', ['deleted_1']);
    const ada = await book(kit, 'ada', 'deleted_1');
    kit.owner.events.delete('deleted');
    await kit.deliver(kit.owner.change('DELETED', { ...event, revision: 2 }));
    expect(await statusOf(kit, 'ada', ada.id)).toBe('CONFIRMED');
    expect(await kit.database.query(`SELECT dropped FROM occurrence_copy WHERE id = 'deleted_1'`)).toEqual([{ dropped: true }]);
    kit.owner.outOfReach = true;
    expect(await book(kit, 'bob', 'deleted_1')).toMatchObject({ reason: 'EVENT_CANCELLED' });
    kit.owner.outOfReach = false;
  });

  it('stay as they are when the organizer merely does not see them any more', async () => {
    const event = weekly(kit, 'left', ['left_1']);
    await book(kit, 'ada', 'left_1');
    kit.owner.events.delete('left');
    await kit.deliver(kit.owner.change('UPDATED', { ...event, revision: 2 }));
    expect(await kit.database.query(`SELECT dropped FROM occurrence_copy WHERE id = 'left_1'`)).toEqual([{ dropped: false }]);
  });

  it('are not there for those who would book, and are offered to nobody', async () => {
    const event = weekly(kit, 'drop', ['drop_1', 'drop_2']);
    const ada = await book(kit, 'ada', 'drop_2');
    const bob = await book(kit, 'bob', 'drop_2', { joinWaitlist: true });
    reId(event, ['drop_1']);
    await kit.deliver(kit.owner.change('UPDATED', event));
    await cancel(kit, 'ada', ada.id);
    expect(await statusOf(kit, 'bob', bob.id)).toBe('WAITLISTED');
    await expect(book(kit, 'cleo', 'drop_2')).rejects.toThrow('NOT_FOUND');
  });
});

describe('the copies', () => {
  it('are the same whatever of the log is delivered thrice and in whatever order, and again out of nothing', () => apart(async () => {
    const log = await aBusyMonth();
    const before = await allCopies();
    for (const round of [shuffled(log, 7), [...log].reverse(), [...log, ...log, ...log]]) {
      await forget();
      for (const occurrenceId of ['month_1b', 'month_2', 'solo_once']) await book(kit, `seer-${String(Math.random())}`, occurrenceId);
      for (const change of round) await kit.deliver(change);
      expect(await allCopies()).toEqual(before);
    }
  }));

  it('come back by asking their owner, when they are lost', () => apart(async () => {
    await aBusyMonth();
    const before = await allCopies();
    await kit.database.query('TRUNCATE event_copy, occurrence_copy');
    expect(await rebuildBookingCopies(kit.environment, kit.config)).toEqual({ occurrences: 3, missing: [] });
    expect(await allCopies()).toEqual(before);
  }));

  it('ignore a version that is older than theirs', async () => {
    const event = kit.owner.add({ id: 'stale', capacity: 5, revision: 4 });
    await book(kit, 'ada', 'stale_once');
    await kit.deliver({ ...kit.owner.change('UPDATED', { ...event, capacity: 1, revision: 3 }) });
    expect(await tallyOf(kit.database, 'stale_once')).toMatchObject({ capacity: 5 });
  });

  it('let those who surely see an event book while its owner is out of reach, and nobody else', () => apart(async () => {
    kit.owner.add({ id: 'public', capacity: 5 });
    kit.owner.add({ id: 'private', capacity: 5, visibility: 'PRIVATE', guests: ['ada', 'gus'] });
    await kit.deliver(kit.owner.calendarChange('calendar-1', 1, [{ userId: 'mia', role: 'VIEWER' }, { userId: 'fred', role: 'FREE_BUSY' }]));
    await book(kit, 'ada', 'public_once');
    await book(kit, 'ada', 'private_once');
    kit.owner.outOfReach = true;
    expect(await book(kit, 'bob', 'public_once')).toMatchObject({ status: 'CONFIRMED' });
    expect(await book(kit, 'mia', 'private_once')).toMatchObject({ status: 'CONFIRMED' });
    await expect(book(kit, 'gus', 'private_once')).rejects.toThrow('SUBGRAPH_UNAVAILABLE');
    await expect(book(kit, 'fred', 'private_once')).rejects.toThrow('SUBGRAPH_UNAVAILABLE');
  }));
});

/** Events made, booked, changed, renamed and cancelled; gives what the log says of it, in order. */
async function aBusyMonth(): Promise<LoggedChange[]> {
  const log: LoggedChange[] = [];
  const deliver = async (change: LoggedChange): Promise<void> => {
    log.push(change);
    await kit.deliver(change);
  };
  const month = weekly(kit, 'month', ['month_1', 'month_2', 'month_3'], 5);
  await deliver(kit.owner.change('CREATED', month));
  const solo = kit.owner.add({ id: 'solo', capacity: 9, price: { amount: 500, currency: 'EUR' } });
  await deliver(kit.owner.change('CREATED', solo));
  await deliver(kit.owner.calendarChange('calendar-1', 1, [{ userId: 'olga', role: 'OWNER' }]));
  for (const occurrenceId of ['month_1', 'month_2', 'solo_once']) await book(kit, 'ada', occurrenceId);
  reId(month, ['month_1b', 'month_2']);
  await deliver(kit.owner.change('UPDATED', month, { renamed: { month_1: 'month_1b' }, dropped: ['month_3'] }));
  Object.assign(month, { capacity: 7, revision: 3 });
  await deliver(kit.owner.change('UPDATED', month));
  Object.assign(solo, { capacity: 3, revision: 2 });
  await deliver(kit.owner.change('UPDATED', solo));
  await deliver(kit.owner.calendarChange('calendar-1', 2, [{ userId: 'olga', role: 'OWNER' }, { userId: 'ed', role: 'EDITOR' }]));
  return log;
}

/** Copies, and the memory of what was consumed, gone; bookings and their seats stay. */
async function forget(): Promise<void> {
  await kit.database.query('TRUNCATE event_copy, occurrence_copy, renamed_occurrence, calendar_copy, calendar_role, consumed_change');
}

/** The same in another order, always the same for a seed. */
function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  const left = [...values];
  const out: Value[] = [];
  for (let state = seed; left.length > 0; state = (state * 16807) % 2147483647) out.push(...left.splice(state % left.length, 1));
  return out;
}
