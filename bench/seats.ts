import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.js';
import type { Change } from '../platform/change-log/change-log.js';
import { createChangeLog } from '../platform/change-log/postgres.js';
import type { Database } from '../platform/database/database.js';
import { openDatabase } from '../platform/database/open.js';
import { startEmbeddedPostgres } from '../platform/embedded/postgres.js';
import { timeOrderedIds as ids } from '../platform/ids.js';
import { silentLogger } from '../platform/logger.js';
import { createMemoryPubSub } from '../platform/pubsub/memory.js';
import type { Booking } from '../subgraphs/booking/domain/booking.js';
import { bookingMigrations } from '../subgraphs/booking/migrations/list.js';
import { seatStore } from '../subgraphs/booking/store/seats.js';

/**
 * How much of the bare update's pace on one hot row the whole booking keeps: 50 connections, all at one occurrence, on a
 * PostgreSQL with durability, in turns within one run. Ratios hold from machine to machine; seats per second do not.
 */
const CONNECTIONS = 50;
const SECONDS = 2;
const ROUNDS = 3;

type Way = (database: Database) => Promise<void>;

const UPDATE = `UPDATE seat_count SET taken = taken + 1 WHERE occurrence_id = 'hot' AND taken + 1 <= capacity`;

const log = (database: Database) => createChangeLog({ subgraph: 'booking', database, ids, pubsub: createMemoryPubSub() });

/** From the least that could be done to all that is done. */
const ways: Record<string, Way> = {
  'bare update': async (database) => {
    await database.query(UPDATE);
  },
  'bare update, locked for a transaction': (database) =>
    database.transaction(async (tx) => {
      await tx.query(UPDATE);
    }),
  'guard, booking and ticket in one statement': (database) =>
    database.transaction(async (tx) => {
      await seatStore.take(tx, newBooking(), [ids.next()]);
    }),
  'the same, then the change log': (database) =>
    database.transaction(async (tx) => {
      const booking = newBooking();
      await seatStore.take(tx, booking, [ids.next()]);
      await log(database).append(tx, [changeOf(booking)]);
    }),
  'the change log, then the same': (database) =>
    database.transaction(async (tx) => {
      const booking = newBooking();
      await log(database).append(tx, [changeOf(booking)]);
      await seatStore.take(tx, booking, [ids.next()]);
    }),
};

const directory = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const postgres = await startEmbeddedPostgres({ directory, databases: ['booking'], logger: silentLogger() });
const database = await openDatabase({
  url: postgres.url('booking'),
  migrations: bookingMigrations,
  poolSize: CONNECTIONS,
  logger: silentLogger(),
});
try {
  await database.query(`INSERT INTO seat_count (occurrence_id, event_id, capacity, ceiling) VALUES ('hot', 'event', 1000000000, 1000000000)`);
  const done = Object.fromEntries(Object.keys(ways).map((name) => [name, 0]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, way] of Object.entries(ways)) done[name] = (done[name] ?? 0) + (await countOf(way));
  }
  const bare = done['bare update'] ?? 1;
  for (const [name, count] of Object.entries(done)) {
    const pace = `${String(Math.round(count / SECONDS / ROUNDS))}/s`;
    process.stdout.write(`${name.padEnd(46)} ${pace.padStart(8)}  ${(count / bare).toFixed(2)}\n`);
  }
} finally {
  await database.close();
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
}

/** How often it was done by all connections within the time. */
async function countOf(way: Way): Promise<number> {
  const end = Date.now() + SECONDS * 1000;
  let count = 0;
  const run = async (): Promise<void> => {
    while (Date.now() < end) {
      await way(database);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, run));
  return count;
}

function newBooking(): Booking {
  const now = systemClock.now();
  return {
    id: ids.next(),
    userId: ids.next(),
    eventId: 'event',
    occurrenceId: 'hot',
    status: 'CONFIRMED',
    quantity: 1,
    price: null,
    heldUntil: null,
    waitlistNumber: null,
    cancelReason: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

function changeOf(booking: Booking): Change {
  return {
    topic: `bookings:${booking.userId}`,
    kind: 'BOOKING_CHANGED',
    entity: `Booking:${booking.id}`,
    entityVersion: 1,
    actor: booking.userId,
    at: booking.createdAt,
    fields: [],
    data: { booking: { id: booking.id, status: booking.status }, previousStatus: null },
  };
}
