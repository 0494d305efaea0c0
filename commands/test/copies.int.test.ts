import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseSetting } from '../../parts.js';
import { ConfigError } from '../../platform/config.js';
import type { Database } from '../../platform/database/database.js';
import { openDatabase } from '../../platform/database/open.js';
import { silentLogger } from '../../platform/logger.js';
import { describeWithRedis } from '../../platform/testing/redis.js';
import { until } from '../../platform/testing/until.js';
import { startConveneHere } from '../../test/support/convene-here.js';
import { startPartsHere } from '../../test/support/parts-here.js';
import { rebuildCopies } from '../copies.js';
import { inOneProcess, withInstallation } from '../installation.js';

const COPIES = {
  event: ['booked'],
  booking: ['event_copy', 'occurrence_copy', 'calendar_copy', 'calendar_role'],
  notification: ['person', 'calendar', 'calendar_member', 'event', 'booking'],
} as const;
type Keeper = keyof typeof COPIES;

/** What runs, and how its copies are made anew. */
interface Running {
  readonly url: string;
  readonly databases: Readonly<Record<Keeper, string>>;
  rebuild(): Promise<string[]>;
  stop(): Promise<void>;
}

let running: Running;
const databases = {} as Record<Keeper, Database>;

async function startInOneProcess(): Promise<Running> {
  const { url, databases: urls, stop } = await startConveneHere({ AUTH_RATE_LIMIT: '1000' }, { metrics: new Registry() });
  return { url, databases: urls, rebuild: () => rebuildCopies(inOneProcess(urls)), stop };
}

async function startInParts(): Promise<Running> {
  const { url, env, stop } = await startPartsHere();
  const urlOf = (name: Keeper): string => env[databaseSetting(name)] ?? '';
  const databases = { event: urlOf('event'), booking: urlOf('booking'), notification: urlOf('notification') };
  return { url, databases, rebuild: () => withInstallation(env, rebuildCopies), stop };
}

async function run(start: () => Promise<Running>): Promise<void> {
  running = await start();
  for (const name of Object.keys(COPIES) as Keeper[]) {
    databases[name] = await openDatabase({ url: running.databases[name], migrations: [], migrate: false, poolSize: 2, logger: silentLogger() });
  }
}
async function stop(): Promise<void> {
  await Promise.all(Object.values(databases).map((database) => database.close()));
  await running.stop();
}

async function demand(token: string | null, query: string, variables: object = {}): Promise<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- answers have whatever shape was asked for
  const response = await fetch(`${running.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const register = async (username: string): Promise<string> =>
  (
    await demand(null, 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', {
      input: { username, email: `${username}@example.org`, fullName: username, password: 'a long password' },
    })
  ).register.accessToken as string;

/** A calendar of two, a series that is booked and moved, a booking given back, an event that is gone. */
async function live(): Promise<void> {
  const [ann, ben] = [await register('ann'), await register('ben')];
  const { createCalendar } = await demand(ann, 'mutation { createCalendar(input: { name: "Choir", timeZone: "Europe/Berlin" }) { id } }');
  const invite = 'mutation ($id: ID!) { createCalendarInvite(input: { calendarId: $id }) { code } }';
  const { createCalendarInvite } = await demand(ann, invite, { id: createCalendar.id });
  await demand(ben, 'mutation ($code: String!) { joinCalendar(code: $code) { id } }', { code: createCalendarInvite.code });
  const create = 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id occurrences { edges { node { id } } } } }';
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const input = { calendarId: createCalendar.id, title: 'Rehearsal', startsAt: `${day}T17:00:00Z`, endsAt: `${day}T18:00:00Z`, capacity: 5 };
  const series = (await demand(ann, create, { input: { ...input, recurrence: { rule: 'FREQ=DAILY;COUNT=4' } } })).createEvent;
  const gone = (await demand(ann, create, { input: { ...input, title: 'Gone' } })).createEvent;
  const book = 'mutation ($id: ID!) { book(input: { occurrenceId: $id }) { ... on Booking { id } } }';
  const [first, second, third] = series.occurrences.edges.map((edge: { node: { id: string } }) => edge.node.id) as string[];
  await demand(ben, book, { id: first });
  const cancelled = await demand(ben, book, { id: second });
  // By a day: what the first was called the second is called now.
  const next = new Date(Date.parse(`${day}T17:00:00Z`) + 86_400_000).toISOString();
  await until('the bookings are known', async () => (await rowsOf('event', 'booked')).length === 2);
  await demand(ann, 'mutation ($id: ID!, $at: DateTime!) { updateEvent(id: $id, scope: ALL, input: { startsAt: $at }) { event { id } } }', { id: series.id, at: next });
  // What is said of a booking before its date's new name is known there bears the old one.
  const nameOf = async (): Promise<unknown> => (await databases.booking.query<{ occurrence_id: string }>('SELECT occurrence_id FROM booking WHERE id = $1', [cancelled.book.id]))[0]?.occurrence_id;
  await until('the move is known', async () => (await nameOf()) !== second);
  await demand(ben, 'mutation ($id: ID!) { cancelBooking(id: $id) { id } }', { id: cancelled.book.id });
  await demand(ann, book, { id: third });
  await demand(ann, 'mutation ($id: ID!) { deleteEvent(id: $id) { deletedEventId } }', { id: gone.id });
}

const rowsOf = (keeper: Keeper, table: string): Promise<Record<string, unknown>[]> => databases[keeper].query(`SELECT * FROM ${table} ORDER BY 1, 2`);

async function copies(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const keeper of Object.keys(COPIES) as Keeper[]) {
    for (const table of COPIES[keeper]) all[`${keeper}: ${table}`] = await rowsOf(keeper, table);
  }
  return all;
}

/** Until everything was relayed and nothing changes any more. */
async function settled(): Promise<Record<string, unknown[]>> {
  let last = '';
  let same = 0;
  return until(
    'all copies are there',
    async () => {
      const now = await copies();
      same = JSON.stringify(now) === last ? same + 1 : 0;
      last = JSON.stringify(now);
      return same > 50 && now;
    },
    20_000,
  );
}

async function loseAndRebuild(): Promise<void> {
  await live();
  const before = await settled();
  const notices = await databases.notification.query('SELECT id, occurrence_id FROM notification ORDER BY 1');
  for (const [table, rows] of Object.entries(before)) expect([table, rows.length]).not.toEqual([table, 0]);

  await databases.event.query('TRUNCATE booked');
  await databases.booking.query('TRUNCATE event_copy, occurrence_copy');
  await databases.notification.query('TRUNCATE person, calendar, calendar_member, event, booking');
  await databases.notification.query(`UPDATE consumed_version SET version = 1000`);
  const said = await running.rebuild();
  expect(said).toEqual([
    expect.stringMatching(/^event: rebuilt from \d+ changes$/),
    expect.stringMatching(/^notification: rebuilt from \d+ changes$/),
    expect.stringContaining('booking: '),
  ]);
  const { 'booking: event_copy': _events, 'booking: occurrence_copy': _occurrences, ...others } = before;
  const after = await settled();
  expect(after).toMatchObject(others);
  // Of what nobody has booked no copy is needed.
  const ids = after['booking: event_copy']?.map((row) => (row as { id: string }).id) ?? [];
  expect(after['booking: event_copy']).toEqual(before['booking: event_copy']?.filter((row) => ids.includes((row as { id: string }).id)));
  expect(ids.length).toBeGreaterThan(0);
  expect(await databases.notification.query('SELECT id, occurrence_id FROM notification ORDER BY 1')).toEqual(notices);
}

describe('copies:rebuild', () => {
  beforeAll(() => run(startInOneProcess));
  afterAll(stop);

  it('gives equal rows out of nothing, and tells nobody anything again', loseAndRebuild);
});

describeWithRedis('copies:rebuild of separate parts', () => {
  beforeAll(() => run(startInParts), 30_000);
  afterAll(stop);

  it('gives equal rows out of nothing, by the settings of the parts', loseAndRebuild);

  it('is refused where some of these settings are missing, naming each', async () => {
    const some = { EVENT_DATABASE_URL: 'postgres://127.0.0.1/event', REDIS_URL: 'redis://127.0.0.1' };
    const refused = withInstallation(some, rebuildCopies);
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(/USER_DATABASE_URL.*BOOKING_DATABASE_URL.*NOTIFICATION_DATABASE_URL/s);
  });
});
