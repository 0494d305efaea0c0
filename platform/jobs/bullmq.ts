import { UnrecoverableError, type Job, type JobsOptions } from 'bullmq';
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { traced } from '../telemetry/tracing.js';
import type { JobDefinition, JobHandler, Jobs, NewJob } from './jobs.js';

/** What is used of a BullMQ queue, whatever engine is beneath it. */
export interface BullQueue {
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  remove(id: string): Promise<number>;
  getJobCounts(...states: JobState[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** What is used of a BullMQ worker. */
export interface BullWorker {
  close(): Promise<void>;
}

/** The engine beneath: PostgreSQL or Redis. */
export interface BullEngine {
  openQueue(name: string): BullQueue;
  openWorker(name: string, concurrency: number, process: (job: Job) => Promise<void>): Promise<BullWorker>;
  /** As `Jobs.epoch`. */
  epoch(): Promise<string>;
  ping(): Promise<void>;
  /** After all queues and workers are closed. */
  close(): Promise<void>;
}

/**
 * A worker that was killed holds its job for this long (milliseconds) and then, after at most two looks for stalled jobs,
 * another takes it; measured against the defaults of 30 seconds each.
 */
export const WORKER_TIMES = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 3 } as const;

/** States that are told. */
const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
type JobState = (typeof STATES)[number];

const FAILED_KEPT_SECONDS = 7 * 24 * 3600;

/** Jobs by BullMQ over an engine. Delays are counted from the clock's now. `metrics` tells how much is in the queues used here. */
export function createBullJobs(engine: BullEngine, clock: Clock, logger: Logger, metrics?: Registry): Jobs {
  const queues = new Map<string, BullQueue>();
  const workers = new Set<BullWorker>();

  const queueOf = (name: string): BullQueue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = engine.openQueue(name);
    queues.set(name, queue);
    return queue;
  };

  if (metrics) measureQueues(metrics, queues, logger);

  const addMany = async <Payload>(definition: JobDefinition<Payload>, jobs: readonly NewJob<Payload>[]): Promise<void> => {
    if (jobs.length === 0) return;
    await queueOf(definition.queue).addBulk(
      jobs.map((job) => ({
        name: definition.name,
        data: definition.payload.parse(job.payload),
        opts: optionsOf(definition, job, clock),
      })),
    );
  };

  return {
    add: (definition, job) => addMany(definition, [job]),
    addMany,
    async cancel(definition, id) {
      await queueOf(definition.queue).remove(id);
    },
    async work(queue, handlers, concurrency = 5) {
      queueOf(queue);
      const byName = new Map(handlers.map((handler) => [handler.definition.name, handler]));
      const worker = await engine.openWorker(queue, concurrency, (job) => runJob(job, byName, logger.child({ queue })));
      workers.add(worker);
      return {
        async stop() {
          workers.delete(worker);
          await worker.close();
        },
      };
    },
    epoch: () => engine.epoch(),
    ping: () => engine.ping(),
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await engine.close();
    },
  };
}

/** Asks each queue when metrics are read. A queue that can't be asked keeps its last figures. */
function measureQueues(metrics: Registry, queues: ReadonlyMap<string, BullQueue>, logger: Logger): void {
  new Gauge({
    name: 'jobs_count',
    help: 'Jobs by queue and state.',
    labelNames: ['queue', 'state'],
    registers: [metrics],
    async collect() {
      const asked = [...queues].map(async ([name, queue]) => {
        const counts = await queue.getJobCounts(...STATES);
        for (const state of STATES) this.set({ queue: name, state }, counts[state] ?? 0);
      });
      for (const { reason } of (await Promise.allSettled(asked)).filter((each) => each.status === 'rejected')) {
        logger.warn({ err: reason as unknown }, 'a queue can not be measured');
      }
    },
  });
}

function optionsOf<Payload>(definition: JobDefinition<Payload>, job: NewJob<Payload>, clock: Clock): JobsOptions {
  const delay = job.at ? Math.max(0, job.at.getTime() - clock.now().getTime()) : 0;
  return {
    attempts: definition.attempts,
    backoff: { type: 'exponential', delay: definition.backoff },
    removeOnComplete: true,
    removeOnFail: definition.keepFailed ? { age: FAILED_KEPT_SECONDS } : true,
    ...(job.id === undefined ? {} : { jobId: job.id }),
    ...(delay > 0 ? { delay } : {}),
  };
}

async function runJob(job: Job, handlers: ReadonlyMap<string, JobHandler<never>>, logger: Logger): Promise<void> {
  const id = job.id ?? '';
  const handler = handlers.get(job.name);
  if (!handler) throw new UnrecoverableError(`Nobody runs jobs named ${job.name}.`);
  const payload = handler.definition.payload.safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`The payload of ${job.name} ${id} can't be read: ${payload.error.message}`);
  const attempt = job.attemptsMade + 1;
  try {
    await traced(`job ${job.name}`, { 'job.id': id, 'job.attempt': attempt }, () => handler.run(payload.data, { id, attempt }));
  } catch (error) {
    const last = attempt >= handler.definition.attempts;
    logger[last ? 'error' : 'warn']({ err: error, job: job.name, jobId: id, attempt }, last ? 'a job was given up' : 'a job failed and is tried again');
    throw error;
  }
}
