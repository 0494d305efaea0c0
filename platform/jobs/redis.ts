import { randomUUID } from 'node:crypto';
import { Queue, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { closeRedis, connectRedis, untilConnected } from '../redis/connect.js';
import { within } from '../within.js';
import { createBullJobs, WORKER_TIMES, type BullEngine, type BullQueue } from './bullmq.js';
import type { Jobs } from './jobs.js';

export interface RedisJobsOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds that Redis may take to be there. */
  readonly patience?: number | undefined;
  /** Where the depth of queues is told, if anywhere. */
  readonly metrics?: Registry | undefined;
}

/**
 * Whoever adds a job is often a request that somebody waits for: within this time (milliseconds) it was added, or the
 * caller knows that it may not have been. All who add either try again or leave it to a sweep.
 */
const PATIENCE = 2_000;
/** Longer than the ten seconds for which BullMQ's workers wait for a job in one command. */
const WORKER_SILENCE = 15_000;
/** Holds a text made at random that is lost with everything else. */
const EPOCH_KEY = 'jobs:epoch';
const OUT_OF_REACH = 'The job queue in Redis does not answer.';

/**
 * Jobs by BullMQ in Redis: one connection for adding jobs, and two for each worker. While Redis is away adding fails within
 * two seconds; workers wait, and go on by themselves.
 * @throws StartRefused when Redis can't be reached at the start.
 */
export async function createRedisJobs({ url, clock, logger, metrics, patience }: RedisJobsOptions): Promise<Jobs> {
  const log = logger.child({ part: 'jobs' });
  const adding = connectRedis({
    url,
    name: 'jobs',
    manner: { waits: false, commandTimeout: PATIENCE, silence: PATIENCE },
    logger: log,
  });
  await untilConnected(adding, patience);
  const connectWorker = (queue: string): Redis =>
    connectRedis({ url, name: `worker-${queue}`, manner: { waits: true, silence: WORKER_SILENCE }, logger: log });
  return createBullJobs(createEngine({ adding, connectWorker, logger: log }), clock, log, metrics);
}

interface EngineParts {
  readonly adding: Redis;
  /** A worker has two connections: this one, and a copy of it in which it waits for jobs. */
  readonly connectWorker: (queue: string) => Redis;
  readonly logger: Logger;
}

function createEngine({ adding, connectWorker, logger }: EngineParts): BullEngine {
  /** That a connection is lost its owner tells; each queue and worker would tell it again. */
  const warn = (error: unknown): void => {
    if (adding.status === 'ready') logger.warn({ err: error }, 'the job queue reports a fault');
  };
  const ping = async (): Promise<void> => {
    await within(PATIENCE, adding.ping(), OUT_OF_REACH);
  };
  return {
    openQueue(name) {
      // The check would ask Redis once, and a queue opened while it is silent would be of no use ever after.
      const queue = new Queue(name, { connection: adding, skipVersionCheck: true });
      queue.on('error', warn);
      return impatient(queue);
    },
    async openWorker(name, concurrency, process) {
      const working = connectWorker(name);
      const worker = new Worker(name, (job: Job) => process(job), { connection: working, concurrency, ...WORKER_TIMES });
      worker.on('error', warn);
      await worker.waitUntilReady();
      return { close: () => closeWorker(worker, working, ping) };
    },
    epoch: () => within(PATIENCE, readEpoch(adding), OUT_OF_REACH),
    ping,
    close: () => closeRedis(adding),
  };
}

/** A flush takes the key with it; a Redis that was started again, and may lack its last second, runs under another id. */
async function readEpoch(redis: Redis): Promise<string> {
  const [info, present] = await Promise.all([redis.info('server'), redis.get(EPOCH_KEY)]);
  if (present === null) await redis.set(EPOCH_KEY, randomUUID(), 'NX');
  const marker = present ?? (await redis.get(EPOCH_KEY));
  const run = /^run_id:(\w+)/m.exec(info)?.[1];
  if (marker === null || run === undefined) throw new Error('Redis does not say which one it is.');
  return `redis:${marker}:${run}`;
}

/** A queue that rejects rather than let anybody wait for Redis. What it was asked for may be done later all the same. */
function impatient(queue: BullQueue): BullQueue {
  const soon = <T>(work: Promise<T>): Promise<T> => within(PATIENCE, work, OUT_OF_REACH);
  return {
    addBulk: (jobs) => soon(queue.addBulk(jobs)),
    remove: (id) => soon(queue.remove(id)),
    getJobCounts: (...states) => soon(queue.getJobCounts(...states)),
    close: () => queue.close(),
  };
}

/** Jobs in flight are waited for; not so their return to a Redis that is away: another worker finds them stalled. */
async function closeWorker(worker: Worker, working: Redis, ping: () => Promise<void>): Promise<void> {
  const closed = worker.close();
  while (!(await settles(closed, PATIENCE))) {
    const reachable = await ping().then(() => true, () => false);
    if (reachable) continue;
    letGo(working);
    await worker.getBackend().blockingClient?.then((client) => letGo(client as unknown as Redis));
  }
  await closeRedis(working);
}

/** Has whatever waits for an answer over this connection fail, where it would wait for the next connection for ever. */
function letGo(redis: Redis): void {
  const parked = redis.status === 'reconnecting';
  redis.disconnect();
  // ioredis takes back the next attempt and tells nobody; an attempt that fails now is its last.
  if (parked) redis.connect().catch(() => undefined);
}

async function settles(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return within(milliseconds, promise.then(() => true, () => true)).catch(() => false);
}
