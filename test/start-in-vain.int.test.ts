import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../platform/free-port.js';
import { packageRoot } from '../platform/package-root.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../platform/testing/redis.js';
import { buildOnce } from './support/instance.js';

describeWithRedis('a part that lacks what it stands on', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    buildOnce();
    redis = await startTestRedis();
  }, 60_000);
  afterAll(() => redis.remove());

  /** How a part's process ended, with what it wrote: lines for people, and what was logged. It gets the signal at its first line. */
  async function start(
    part: string,
    env: Record<string, string>,
    signal?: NodeJS.Signals,
  ): Promise<{ code: number | null; lines: string[]; logged: { msg: string }[] }> {
    const shared = { REDIS_URL: redis.url, GATEWAY_SECRET: 'x'.repeat(32), START_TIMEOUT_MS: '300', LISTEN: `127.0.0.1:${String(await freePort())}` };
    const child = spawn(process.execPath, ['--enable-source-maps', join(packageRoot(), 'dist', 'service.js'), part], {
      env: { PATH: '/nonexistent', HOME: process.env['HOME'], ...shared, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    if (signal) child.stderr.once('data', () => child.kill(signal));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    const all = output.split('\n').filter((line) => line !== '');
    const isLog = (line: string): boolean => line.startsWith('{');
    return { code, lines: all.filter((line) => !isLog(line)), logged: all.filter(isLog).map((line) => JSON.parse(line) as { msg: string }) };
  }

  it('says which database, in one line, and exits with 1', async () => {
    const port = await freePort();
    const { code, lines, logged } = await start('event', { EVENT_DATABASE_URL: `postgres://event:secret@127.0.0.1:${String(port)}/event` });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^The database event at 127.0.0.1:${String(port)} can not be used: .*ECONNREFUSED.* Look at EVENT_DATABASE_URL\\.$`))]);
    expect(logged.map(({ msg }) => msg)).toEqual([expect.stringContaining('a database is out of reach')]);
    expect(JSON.stringify(logged)).not.toContain('secret');
    expect(code).toBe(1);
  });

  it('does not go on waiting for it when it is told to stop', async () => {
    const nowhere = `postgres://127.0.0.1:${String(await freePort())}/event`;
    const { code, lines, logged } = await start('event', { EVENT_DATABASE_URL: nowhere, START_TIMEOUT_MS: '600000' }, 'SIGTERM');
    expect(logged.map(({ msg }) => msg)).toEqual([expect.stringContaining('a database is out of reach')]);
    expect(lines).toEqual(['Stopped before it was ready.']);
    expect(code).toBe(0);
  });

  it('says so of Redis as well', async () => {
    const port = await freePort();
    const nowhere = { REDIS_URL: `redis://:secret@localhost:${String(port)}`, EVENT_DATABASE_URL: 'postgres://127.0.0.1/event' };
    const { code, lines, logged } = await start('event', nowhere);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^Redis at localhost:${String(port)} can not be reached: .*ECONNREFUSED.* Look at REDIS_URL\\.$`))]);
    expect(logged.map(({ msg }) => msg)).toEqual(['Redis is out of reach']);
    expect(JSON.stringify(logged)).not.toContain('secret');
    expect(code).toBe(1);
  });
});
