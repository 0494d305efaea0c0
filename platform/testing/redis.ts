import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from '../free-port.js';
import { findProgram } from './programs.js';
import { until } from './until.js';

/** A real Redis of one test, and what may happen to it. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** A connection for the test itself. */
  ask<T>(question: (redis: Redis) => Promise<T>): Promise<T>;
  /** Ends in good order; what it held is there again after `start()`. */
  stop(): Promise<void>;
  /** Ends at once, as by `kill -9`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Forgets everything. */
  flush(): Promise<void>;
  /** Holds connections, and answers nothing until `thaw()`. */
  freeze(): void;
  thaw(): void;
  /** Stops it, and removes its folder. */
  remove(): Promise<void>;
}

const program = findProgram('redis-server');

/** `describe` where redis-server is installed; else the tests are skipped by name. */
export const describeWithRedis = program === null ? describe.skip : describe;

/** Starts a Redis on a free port, over a temporary folder. Only within `describeWithRedis`. */
export async function startTestRedis(): Promise<TestRedis> {
  if (program === null) throw new Error('redis-server is missing.');
  const folder = mkdtempSync(join(tmpdir(), 'convene-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  let server: ChildProcess | undefined;
  const killAtExit = (): void => void server?.kill('SIGKILL');
  process.once('exit', killAtExit);

  const ask = async <T>(question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = server;
    if (!ending) return;
    server = undefined;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGCONT');
    ending.kill(signal);
    await ended;
  };
  const redis: TestRedis = {
    url,
    port,
    ask,
    async start() {
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
      server = spawn(program, settings, { stdio: 'ignore' });
      await until('Redis answers', () => ask((one) => one.ping()).catch(() => null));
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async flush() {
      await ask((one) => one.flushall());
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    async remove() {
      await end('SIGKILL');
      process.off('exit', killAtExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
