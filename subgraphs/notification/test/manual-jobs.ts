import type { Clock } from '../../../platform/clock.js';
import type { JobDefinition, JobHandler, Jobs, NewJob } from '../../../platform/jobs/jobs.js';

interface Waiting {
  readonly definition: JobDefinition<never>;
  readonly payload: unknown;
  readonly id: string | undefined;
  readonly at: Date;
}

/** Jobs that wait until the test runs those that are due by its clock. */
export interface ManualJobs extends Jobs {
  /** Runs what is due, and what that adds, until nothing is; a job that fails is thrown, and stays. */
  runDue(): Promise<void>;
  /** Loses everything that waits, as a queue that was wiped does. */
  lose(): void;
  /** Whether the queue can't be reached: all that is added is refused. */
  away: boolean;
  waiting(): { name: string; id: string | undefined; at: Date }[];
}

export function createManualJobs(clock: Clock): ManualJobs {
  let waiting: Waiting[] = [];
  const handlers = new Map<string, JobHandler<never>>();
  const keyOf = (definition: { queue: string; name: string }): string => `${definition.queue}/${definition.name}`;

  const add = (definition: JobDefinition<never>, { payload, id, at }: NewJob<unknown>): void => {
    if (id !== undefined && waiting.some((one) => one.id === id && one.definition.queue === definition.queue)) return;
    waiting.push({ definition, payload: definition.payload.parse(payload), id, at: at ?? clock.now() });
  };
  const nextDue = (): Waiting | undefined =>
    waiting.filter((one) => one.at <= clock.now()).sort((one, other) => one.at.getTime() - other.at.getTime())[0];

  const manual: ManualJobs = {
    away: false,
    add: (definition, job) => manual.addMany(definition, [job]),
    addMany(definition, jobs) {
      if (manual.away) return Promise.reject(new Error('The queue is away.'));
      for (const job of jobs) add(definition as unknown as JobDefinition<never>, job);
      return Promise.resolve();
    },
    cancel({ queue }, id) {
      waiting = waiting.filter((one) => one.definition.queue !== queue || one.id !== id);
      return Promise.resolve();
    },
    work(_queue, added) {
      for (const handler of added) handlers.set(keyOf(handler.definition), handler);
      return Promise.resolve({ stop: () => Promise.resolve() });
    },
    async runDue() {
      for (let job = nextDue(); job; job = nextDue()) {
        const handler = handlers.get(keyOf(job.definition));
        if (!handler) throw new Error(`Nobody runs ${keyOf(job.definition)}.`);
        const running = job;
        await handler.run(running.payload as never, { id: running.id ?? '', attempt: 1 });
        waiting = waiting.filter((one) => one !== running);
      }
    },
    lose() {
      waiting = [];
    },
    waiting: () => waiting.map(({ definition, id, at }) => ({ name: definition.name, id, at })),
    epoch: () => Promise.resolve('test'),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return manual;
}
