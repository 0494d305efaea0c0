import { createPostgresBackend, Queue, runMigrations, Worker, type Job } from 'bullmq';
import pg from 'pg';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { createBullJobs, WORKER_TIMES, type BullEngine } from './bullmq.js';
import type { Jobs } from './jobs.js';

export interface PostgresJobsOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where the depth of queues is told, if anywhere. */
  readonly metrics?: Registry | undefined;
}

const SCHEMA = 'bullmq';
/** Connections for adding jobs, shared by all queues. */
const QUEUE_CONNECTIONS = 6;
/** A worker keeps three for good (waiting, fetching, lock renewal); fewer, or sharing them, hangs in silence. */
const WORKER_CONNECTIONS = 4;

/** Jobs by BullMQ in a PostgreSQL database of their own: 6 connections, and 4 for each worker. */
export async function createPostgresJobs({ url, clock, logger, metrics }: PostgresJobsOptions): Promise<Jobs> {
  const log = logger.child({ part: 'jobs' });
  const warn = (error: unknown): void => {
    if (!isClosing(error)) log.warn({ err: error }, 'the job queue reports a fault');
  };
  const openPool = (max: number): pg.Pool => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      options: `-c search_path=${SCHEMA}`,
    });
    pool.on('error', warn);
    return pool;
  };
  const queuePool = openPool(QUEUE_CONNECTIONS);
  await migrate(queuePool);

  const engine: BullEngine = {
    openQueue(name) {
      const queue = new Queue(name, { connection: queuePool }, createPostgresBackend);
      queue.on('error', warn);
      return queue as never;
    },
    async openWorker(name, concurrency, process) {
      const pool = openPool(WORKER_CONNECTIONS);
      const worker = new Worker(
        name,
        (job: Job) => process(job),
        { connection: pool, concurrency, ...WORKER_TIMES },
        createPostgresBackend,
      );
      worker.on('error', warn);
      await worker.waitUntilReady();
      return {
        async close() {
          await worker.close();
          await pool.end();
        },
      };
    },
    // What is committed here stays.
    epoch: () => Promise.resolve('postgres'),
    async ping() {
      await queuePool.query('SELECT 1');
    },
    close: () => queuePool.end(),
  };
  return createBullJobs(engine, clock, log, metrics);
}

/** Creates BullMQ's own tables, under its own lock. */
async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
}

/** What connections say when they are closed on purpose. */
function isClosing(error: unknown): boolean {
  return error instanceof Error && /Connection terminated|pool after calling end/.test(error.message);
}
