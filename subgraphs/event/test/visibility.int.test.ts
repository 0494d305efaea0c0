import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../../platform/database/database.js';
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/database.js';
import { visibleTo, type Onlooker, type Sighted, type Way } from '../domain/visibility.js';
import { migrations } from '../migrations/list.js';
import { eventsAsSeenBy, visibilitySql } from '../store/visibility-sql.js';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase('event', migrations);
  database = test.database;
});
afterAll(() => test.drop());

interface Case {
  readonly calendar: { readonly visibility: Sighted['visibility'] };
  readonly event: Sighted;
  readonly onlooker: Onlooker;
  readonly way: Way;
}

const visibility = fc.constantFrom('PUBLIC', 'UNLISTED', 'PRIVATE');
const cases: fc.Arbitrary<Case> = fc
  .record({
    calendar: fc.record({ visibility }),
    event: fc.record({
      organizerId: fc.constantFrom('anna', 'ben'),
      visibility,
      status: fc.constantFrom('DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED'),
      showAs: fc.constantFrom('BUSY', 'FREE'),
    }),
    userId: fc.option(fc.constantFrom('anna', 'cleo')),
    role: fc.option(fc.constantFrom('OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY')),
    hasBooked: fc.boolean(),
    way: fc.constantFrom('link', 'calendar', 'search'),
  })
  .map(({ userId, role, hasBooked, ...rest }) => ({
    ...(rest as Pick<Case, 'calendar' | 'event' | 'way'>),
    onlooker: { userId, role: userId === null ? null : role, hasBooked: userId !== null && hasBooked },
  }));

/** What SQL says, from rows that are there for this question only. */
async function sightInSql({ calendar, event, onlooker, way }: Case): Promise<string> {
  let sight = '';
  const undo = new Error('undo');
  await database
    .transaction(async (tx) => {
      await tx.query(
        `INSERT INTO calendar (id, name, time_zone, visibility, created_at, updated_at) VALUES ('c', 'C', 'UTC', $1, now(), now())`,
        [calendar.visibility],
      );
      await tx.query(
        `INSERT INTO event (id, uid, calendar_id, organizer_id, title, time_zone, series, all_day, recurs, starts_at, reach,
           status, visibility, show_as, tags, created_at, updated_at, words)
         VALUES ('e', 'u', 'c', $1, 'E', 'UTC', '{}', false, false, now(), tstzrange(now(), null), $2, $3, $4, '{}', now(), now(), '')`,
        [event.organizerId, event.status, event.visibility, event.showAs],
      );
      if (onlooker.role !== null) {
        await tx.query(
          `INSERT INTO calendar_member (id, calendar_id, user_id, role, feed_token, joined_at, role_since)
           VALUES ('m', 'c', $1, $2, 't', now(), now())`,
          [onlooker.userId, onlooker.role],
        );
      }
      if (onlooker.hasBooked) {
        await tx.query(`INSERT INTO booked VALUES ('b', $1, 'e', 'e_once', 'WAITLISTED')`, [onlooker.userId]);
      }
      const [row] = await tx.query<{ sight: string }>(
        `SELECT ${visibilitySql('$1::text', way)} AS sight FROM ${eventsAsSeenBy('$1::text')}`,
        [onlooker.userId],
      );
      sight = row?.sight ?? 'no row';
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return sight;
}

describe('who sees what', () => {
  it('is the same in SQL as in the domain', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const expected = visibleTo(one.onlooker, one.calendar, one.event, one.way);
        seen.set(expected, (seen.get(expected) ?? 0) + 1);
        expect(await sightInSql(one)).toBe(expected);
      }),
      { numRuns: 400 },
    );
    expect([...seen.keys()].sort()).toEqual(['all', 'busy', 'none']);
  });
});
