import type { z } from 'zod';

/** What a job is, apart from what is done with it. Payloads are checked when added and again when run. */
export interface JobDefinition<Payload> {
  /** The queue that it waits in, such as `booking`. */
  readonly queue: string;
  /** The job's own name within its queue. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** Tries in all, the first one included. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled before each further one. */
  readonly backoff: number;
  /** Whether a job that failed for good stays to be looked at. Its id then can't be used again. */
  readonly keepFailed: boolean;
}

/** One job to run: the definition and what it does. */
export interface JobHandler<Payload> {
  readonly definition: JobDefinition<Payload>;
  /** Runs at least once for each job; throws to be tried again. */
  run(payload: Payload, job: { id: string; attempt: number }): Promise<void>;
}

/** One job to add. */
export interface NewJob<Payload> {
  readonly payload: Payload;
  /** The same id while the first is still waiting or running is the same job. No `:`, not a whole number. */
  readonly id?: string | undefined;
  /** Not before this instant. */
  readonly at?: Date | undefined;
}

/** Queues of jobs that outlive the process. */
export interface Jobs {
  add<Payload>(definition: JobDefinition<Payload>, job: NewJob<Payload>): Promise<void>;
  addMany<Payload>(definition: JobDefinition<Payload>, jobs: readonly NewJob<Payload>[]): Promise<void>;
  /** Takes a waiting job back; says nothing when there is none, or when it runs already. */
  cancel(definition: Pick<JobDefinition<never>, 'queue'>, id: string): Promise<void>;
  /** Runs the jobs of one queue, at most `concurrency` at once in this process, until stopped. */
  work(queue: string, handlers: readonly JobHandler<never>[], concurrency?: number): Promise<JobWorker>;
  /**
   * Another text whenever what was added before may be lost. Whoever needs more than a job's own safety compares it with
   * the one under which it added, and adds again.
   */
  epoch(): Promise<string>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface JobWorker {
  /** Lets jobs in flight finish, and takes no more. */
  stop(): Promise<void>;
}

/** Defines a job; five tries, a second apart at first, unless said otherwise. */
export function defineJob<Payload>(
  definition: Pick<JobDefinition<Payload>, 'queue' | 'name' | 'payload'> & Partial<JobDefinition<Payload>>,
): JobDefinition<Payload> {
  return { attempts: 5, backoff: 1000, keepFailed: false, ...definition };
}

/** Puts a job's definition and what it does together, in a form that workers take in one list. */
export function handleJob<Payload>(
  definition: JobDefinition<Payload>,
  run: JobHandler<Payload>['run'],
): JobHandler<never> {
  return { definition, run } as unknown as JobHandler<never>;
}
