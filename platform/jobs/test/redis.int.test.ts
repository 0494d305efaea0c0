import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { systemClock } from '../../clock.js';
import { silentLogger } from '../../logger.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../../testing/redis.js';
import { until } from '../../testing/until.js';
import { defineJob, handleJob, type Jobs } from '../jobs.js';
import { createRedisJobs } from '../redis.js';
import { describeJobs } from './jobs.suite.js';

const open = (redis: TestRedis): Promise<Jobs> => createRedisJobs({ url: redis.url, clock: systemClock, logger: silentLogger() });

describeWithRedis('with redis-server', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.remove());

  describeJobs('Redis', () => open(redis));
});

const note = defineJob({ queue: 'notes', name: 'note', payload: z.object({ text: z.string() }), attempts: 3, backoff: 10 });

describeWithRedis('jobs while Redis is in trouble', () => {
  let redis: TestRedis;
  let jobs: Jobs;
  let done: string[];
  const add = (text: string): Promise<void> => jobs.add(note, { payload: { text }, id: `note-${text}` });
  const times = (text: string): number => done.filter((one) => one === text).length;

  beforeEach(async () => {
    redis = await startTestRedis();
    jobs = await open(redis);
    done = [];
    await jobs.work('notes', [handleJob(note, ({ text }) => Promise.resolve(void done.push(text)))]);
    await add('before');
    await until('the first was done', () => times('before') === 1);
  });
  afterEach(async () => {
    await jobs.close();
    await redis.remove();
  });

  /** Tries until it was added, as a relay or a sweep does. */
  const addAtLast = (text: string): Promise<true> => until(`${text} was added`, () => add(text).then(() => true as const, () => false));

  it('fails to add soon and clearly, and goes on by itself afterwards', async () => {
    await redis.stop();
    const began = performance.now();
    await expect(add('lost')).rejects.toThrow();
    await expect(jobs.ping()).rejects.toThrow();
    await expect(jobs.cancel(note, 'note-lost')).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(6_500);
    await redis.start();
    await addAtLast('after');
    await until('it was done', () => times('after') === 1);
    await jobs.ping();
  });

  it('opens a queue while Redis is away, and uses it when it is back', async () => {
    await redis.stop();
    const other = defineJob({ ...note, queue: 'other-notes' });
    await expect(jobs.add(other, { payload: { text: 'early' } })).rejects.toThrow();
    await redis.start();
    await jobs.work('other-notes', [handleJob(other, ({ text }) => Promise.resolve(void done.push(text)))]);
    await until('it was added', () => jobs.add(other, { payload: { text: 'late' }, id: 'late' }).then(() => true, () => false));
    await until('it was done', () => times('late') >= 1);
  });

  it('keeps what was added when Redis is started again', async () => {
    await jobs.add(note, { payload: { text: 'kept' }, at: new Date(Date.now() + 1_500) });
    await redis.stop();
    await redis.start();
    await until('it was done', () => times('kept') === 1);
  });

  it('tells another epoch after everything in Redis was lost, and after a start, for both sides alike', async () => {
    const other = await open(redis);
    const both = async (): Promise<string> => {
      const [one, two] = await Promise.all([jobs.epoch(), other.epoch()]);
      expect(one).toBe(two);
      return one;
    };
    const first = await both();
    expect(await both()).toBe(first);
    await redis.flush();
    const second = await both();
    expect(second).not.toBe(first);
    await redis.kill();
    await expect(jobs.epoch()).rejects.toThrow();
    await redis.start();
    await until('both are connected', () => both().then(() => true, () => false));
    expect([first, second]).not.toContain(await both());
    await other.close();
  });

  it('goes on after everything in Redis was lost', async () => {
    await redis.flush();
    await add('after');
    await until('it was done', () => times('after') === 1);
  });

  it('fails to add within the time while Redis says nothing, and goes on when it speaks again', async () => {
    redis.freeze();
    const began = performance.now();
    await expect(add('silent')).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(3_000);
    redis.thaw();
    await addAtLast('after');
    await until('it was done', () => times('after') === 1);
  });

  it('stops while Redis is away', async () => {
    await redis.stop();
    const began = performance.now();
    await jobs.close();
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
