import type { Sql } from '../../../platform/database/database.js';
import type { Reads } from '../usecases/reads.js';
import { bookedCandidates, calendarCandidates } from './agenda.js';
import { allFound, countFound, searchEvents } from './event-search.js';
import { readFeed } from './feed.js';
import { inviteBehind, invitesOf } from './invites.js';
import { calendarsById, calendarsOfMember, countMembers, membersPage, rolesOf } from './seen-calendars.js';
import { earlierSeries, eventsById } from './seen-events.js';
import { sightsOf } from './sights.js';

const QUERIES = {
  allFound,
  bookedCandidates,
  calendarCandidates,
  calendarsById,
  calendarsOfMember,
  countFound,
  countMembers,
  earlierSeries,
  eventsById,
  inviteBehind,
  invitesOf,
  membersPage,
  readFeed,
  rolesOf,
  searchEvents,
  sightsOf,
};

/** All reads, over one PostgreSQL database. */
export function createReads(sql: Sql): Reads {
  const bound = Object.entries(QUERIES).map(([name, query]) => [
    name,
    (query as (sql: Sql, ...rest: unknown[]) => unknown).bind(null, sql),
  ]);
  return Object.fromEntries(bound) as Reads;
}
