import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../platform/database/database.js';
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/database.js';
import { visibleTo, type Onlooker, type Sighted, type Way } from '../domain/visibility.js';
import { migrations } from '../migrations/list.js';
import { eventsAsSeenBy, visibilitySql } from '../store/visibility-sql.js';

const visibilities = ['PUBLIC', 'UNLISTED', 'PRIVATE'] as const;
const ways: readonly Way[] = ['link', 'calendar', 'search'];

/** Every event that can be told from another by who may see it; each lies on the calendar that is named after its visibility. */
const events: readonly (Sighted & { readonly id: string; readonly calendar: Sighted['visibility'] })[] = visibilities.flatMap((calendar) =>
  visibilities.flatMap((visibility) =>
    (['DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const).flatMap((status) =>
      (['BUSY', 'FREE'] as const).flatMap((showAs) =>
        ['anna', 'ben'].map((organizerId) => ({
          id: `${calendar} ${visibility} ${status} ${showAs} ${organizerId}`,
          calendar,
          visibility,
          status,
          showAs,
          organizerId,
        })),
      ),
    ),
  ),
);

const onlookers: readonly Onlooker[] = [
  { userId: null, role: null, hasBooked: false },
  ...['anna', 'cleo'].flatMap((userId) =>
    ([null, 'OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY'] as const).flatMap((role) =>
      [false, true].map((hasBooked) => ({ userId, role, hasBooked })),
    ),
  ),
];

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase('event', migrations);
  database = test.database;
  for (const visibility of visibilities) {
    await database.query(
      `INSERT INTO calendar (id, name, time_zone, visibility, created_at, updated_at) VALUES ($1, 'C', 'UTC', $1, now(), now())`,
      [visibility],
    );
  }
  for (const { id, calendar, organizerId, status, visibility, showAs } of events) {
    await database.query(
      `INSERT INTO event (id, uid, calendar_id, organizer_id, title, time_zone, series, all_day, recurs, starts_at, reach,
         status, visibility, show_as, tags, created_at, updated_at, words)
       VALUES ($1, $1, $2, $3, 'E', 'UTC', '{}', false, false, now(), tstzrange(now(), null), $4, $5, $6, '{}', now(), now(), '')`,
      [id, calendar, organizerId, status, visibility, showAs],
    );
  }
});
afterAll(() => test.drop());

/** Ties somebody to all calendars and events as said, and to nothing else. */
async function tie({ userId, role, hasBooked }: Onlooker): Promise<void> {
  await database.query('DELETE FROM calendar_member');
  await database.query('DELETE FROM booked');
  if (role !== null) {
    await database.query(
      `INSERT INTO calendar_member (id, calendar_id, user_id, role, feed_token, joined_at, role_since)
       SELECT id, id, $1, $2, id, now(), now() FROM calendar`,
      [userId, role],
    );
  }
  if (hasBooked) await database.query(`INSERT INTO booked SELECT id, $1, id, 'e_once', 'WAITLISTED' FROM event`, [userId]);
}

/** What SQL says of each event, by the event's id. */
async function sightsInSql(userId: string | null, way: Way): Promise<Record<string, string>> {
  const rows = await database.query<{ id: string; sight: string }>(
    `SELECT e.id, ${visibilitySql('$1::text', way)} AS sight FROM ${eventsAsSeenBy('$1::text')}`,
    [userId],
  );
  return Object.fromEntries(rows.map(({ id, sight }) => [id, sight]));
}

describe('who sees what', () => {
  it('is the same in SQL as in the domain, for everybody, every event and every way', async () => {
    const sights = new Map<string, number>();
    for (const onlooker of onlookers) {
      await tie(onlooker);
      for (const way of ways) {
        const expected = events.map((event) => [event.id, visibleTo(onlooker, { visibility: event.calendar }, event, way)] as const);
        expect({ onlooker, way, sees: await sightsInSql(onlooker.userId, way) }).toEqual({
          onlooker,
          way,
          sees: Object.fromEntries(expected),
        });
        for (const [, sight] of expected) sights.set(sight, (sights.get(sight) ?? 0) + 1);
      }
    }
    // Not of one sort only: else the two might agree on nothing but "none".
    expect([...sights.keys()].sort()).toEqual(['all', 'busy', 'none']);
  });
});
