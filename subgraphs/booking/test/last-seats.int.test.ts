import { afterEach, describe, expect, it } from '@jest/globals';
import { createChangeLog } from '../../../platform/change-log/postgres.js';
import type { Database, Transaction } from '../../../platform/database/database.js';
import { timeOrderedIds } from '../../../platform/ids.js';
import { silentLogger } from '../../../platform/logger.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import { createSubgraphClient } from '../../../platform/subgraph/client.js';
import { manualClock } from '../../../platform/testing/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/database.js';
import { createCore } from '../core.js';
import { bookingMigrations } from '../migrations/list.js';
import { SEAT_GUARD } from '../store/seats.js';
import { createEventOwner } from './event-owner.js';
import { recordJobs } from './kit.js';
import { gapsInLog, tally, wrongCounters } from './counters.js';

const CONNECTIONS = 50;
const CAPACITY = 20;
const PEOPLE = 150;

let test: TestDatabase;
afterEach(() => test.drop());

/** Everybody books one seat at once, over 50 connections; gives how many were told that they have one. */
async function everybodyBooks(databaseOf: (database: Database) => Database): Promise<number> {
  const clock = manualClock();
  const owner = createEventOwner(() => clock.now());
  owner.add({ id: 'concert', capacity: CAPACITY });
  const pubsub = createMemoryPubSub();
  const database = databaseOf(test.database);
  const log = createChangeLog({ subgraph: 'booking', database, ids: timeOrderedIds, pubsub });
  const client = createSubgraphClient(() => owner.transport, timeOrderedIds);
  const environment = { clock, ids: timeOrderedIds, pubsub, client, jobs: recordJobs(), logger: silentLogger() };
  const { useCases } = createCore(environment, database, log);
  const settled = await Promise.allSettled(
    Array.from({ length: PEOPLE }, (_, index) =>
      useCases.takeSeats({
        userId: `person-${String(index)}`,
        occurrenceId: 'concert_once',
        quantity: 1,
        as: 'CONFIRMED',
        joinWaitlist: false,
        idempotencyKey: null,
      }),
    ),
  );
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  const outcomes = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const refused = outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal.reason] : []));
  expect(new Set(refused)).toEqual(refused.length > 0 ? new Set(['SOLD_OUT']) : new Set());
  return outcomes.length - refused.length;
}

describe('150 people booking the last 20 seats over 50 connections', () => {
  it('get 20 seats between them, never more', async () => {
    test = await createTestDatabase('booking', bookingMigrations, CONNECTIONS);
    expect(await everybodyBooks((database) => database)).toBe(CAPACITY);
    expect(await tally(test.database)).toMatchObject([{ taken: CAPACITY, real_taken: CAPACITY, capacity: CAPACITY }]);
    expect(await gapsInLog(test.database)).toEqual([]);
  });

  it('get too many once the guard counts first and the check is gone: the race is real', async () => {
    test = await createTestDatabase('booking', bookingMigrations, CONNECTIONS);
    await test.database.query(`ALTER TABLE seat_count DROP CONSTRAINT seats_never_oversold`);
    expect(await everybodyBooks(countingFirst)).toBeGreaterThan(CAPACITY);
    const [row] = await tally(test.database);
    expect(row?.real_taken).toBeGreaterThan(CAPACITY);
  });

  it('are stopped by the check of the table when the guard alone is gone', async () => {
    test = await createTestDatabase('booking', bookingMigrations, CONNECTIONS);
    await expect(everybodyBooks(countingFirst)).rejects.toThrow(/seats_never_oversold/);
    expect((await tally(test.database))[0]?.real_taken).toBeLessThanOrEqual(CAPACITY);
    expect(await wrongCounters(test.database)).toEqual([]);
  });
});

/**
 * The control: counts bookings and then inserts, as an application without the guard would. The first of each connection wait
 * for one another before they count: on a busy machine they would else come one by one, and nothing would go wrong.
 */
function countingFirst(database: Database): Database {
  const counted = `(SELECT coalesce(sum(booking.quantity), 0) FROM booking WHERE booking.occurrence_id = $4) + $6 <= count.capacity`;
  const together = meetingOf(CONNECTIONS);
  const unguarded = async (text: string): Promise<string> => {
    if (!text.includes(SEAT_GUARD)) return text;
    await together();
    return text.replace(SEAT_GUARD, counted);
  };
  return {
    ...database,
    query: async (text, parameters) => database.query(await unguarded(text), parameters),
    transaction: (work) =>
      database.transaction((tx) => {
        const bare: Transaction = {
          query: async (text, parameters) => tx.query(await unguarded(text), parameters),
          afterCommit: (effect) => tx.afterCommit(effect),
        };
        return work(bare);
      }),
  };
}

/** Lets nobody through before so many have come. */
function meetingOf(count: number): () => Promise<void> {
  let come = 0;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return () => {
    come += 1;
    if (come === count) begin();
    return begun;
  };
}
