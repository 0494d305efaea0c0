import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPublicClient } from '../demo/public-client.js';
import { PARTS } from '../parts.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../platform/testing/redis.js';
import { until } from '../platform/testing/until.js';
import { startBustle } from './support/bustle.js';
import { buildOnce } from './support/instance.js';
import { startLoad, type Asked } from './support/load.js';
import { startProcesses, type Processes } from './support/processes.js';

/** Milliseconds within which a process has ended that was told to. */
const GONE = 15_000;
const PER_SECOND = 200;
/** Beside the load: people who book, and one who listens through one gateway after the other. */
const BUSTLE = { bookers: 12, seats: 8 };

describeWithRedis('a rolling restart of two of each part', () => {
  let redis: TestRedis;
  let processes: Processes;
  let token: string;
  let calendarId: string;

  beforeAll(async () => {
    buildOnce();
    redis = await startTestRedis();
    processes = await startProcesses({ redisUrl: redis.url, copies: 2 });
    const ada = createPublicClient(processes.url);
    const input = { username: 'ada', email: 'ada@example.org', fullName: 'Ada Lindqvist', password: 'a long password' };
    const { register } = await ada.ask<{ register: { accessToken: string } }>('mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', { input });
    token = register.accessToken;
    ada.signIn(token);
    const { createCalendar } = await ada.ask<{ createCalendar: { id: string } }>(
      'mutation { createCalendar(input: { name: "Shared", timeZone: "Europe/Berlin" }) { id } }',
    );
    calendarId = createCalendar.id;
    await ada.close();
  });
  afterAll(async () => {
    await processes.stop();
    await redis.remove();
  });

  it('fails none of the requests, 200 a second or what the machine can, and leaves no gap to who listens, and each is gone within 15 seconds', async () => {
    const short: Asked = { query: '{ me { username } }' };
    const long: Asked[] = [
      { query: '{ me { fullName calendars { name } unreadNotificationCount } }' },
      { query: 'query ($id: ID!) { calendar(id: $id) { name events(first: 5) { edges { node { title organizer { fullName } } } } } }', variables: () => ({ id: calendarId }) },
    ];
    const write: Asked = {
      query: 'mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }',
      variables: (n) => ({ input: { name: `Calendar ${String(n)}`, timeZone: 'Europe/Berlin' } }),
    };
    const bustle = await startBustle(processes.urls, BUSTLE);
    const load = startLoad(processes.urls, PER_SECOND, token, [...Array.from({ length: 7 }, () => short), ...long, write]);
    const stopped: { readonly part: string; readonly code: number | null; readonly took: number }[] = [];
    try {
      await until('the load runs', () => load.answered > PER_SECOND);
      for (const one of PARTS.flatMap((part) => processes.all(part))) {
        const began = Date.now();
        one.process.kill('SIGTERM');
        stopped.push({ part: one.part, code: await one.exited, took: Date.now() - began });
        await processes.replace(one);
      }
    } finally {
      await load.stop();
    }
    process.stdout.write(`${String(load.answered)} answers, ${load.pace().toFixed(0)} a second, beside ${String(bustle.answered)} of the bustle; the slowest took ${load.slowest.toFixed(0)} ms.\n`);
    await bustle.settle();
    // What went wrong is told with what the processes said about it.
    expect(load.faults.length === 0 ? [] : [...load.faults, ...processes.warnings()]).toEqual([]);
    expect(stopped.filter(({ code, took }) => code !== 0 || took >= GONE)).toEqual([]);
    expect(load.slowest).toBeLessThan(3_500);
  });
});
