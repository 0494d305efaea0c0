import { z } from 'zod';
import type { Transaction } from '../database/database.js';
import { defineJob, type JobDefinition, type Jobs } from '../jobs/jobs.js';
import type { Logger } from '../logger.js';
import { startPeriodic } from '../periodic.js';
import type { PubSub } from '../pubsub/pubsub.js';
import type { ChangeLog, Json, LoggedChange } from './change-log.js';
import { channelOf, RELAY_CHANNEL } from './wake-ups.js';

/** What a consumer is handed: a change, and the subgraph whose log it comes from. */
export interface RelayedChange {
  readonly source: string;
  readonly change: LoggedChange;
}

const json: z.ZodType<Json> = z.json();

const relayedChange: z.ZodType<RelayedChange> = z.object({
  source: z.string(),
  change: z.object({
    id: z.string(),
    topic: z.string(),
    position: z.number(),
    kind: z.string(),
    entity: z.string(),
    entityVersion: z.number(),
    actor: z.string().nullable(),
    at: z.coerce.date(),
    fields: z.array(z.string()),
    data: z.record(z.string(), json),
  }),
});

/** The job by which changes reach a consumer. Tried for about a day before it is given up and kept as failed. */
export const changesJob = (consumer: string): JobDefinition<RelayedChange> =>
  defineJob({ queue: `${consumer}-changes`, name: 'change', payload: relayedChange, attempts: 17, backoff: 1_000, keepFailed: true });

export interface RelayOptions {
  readonly source: string;
  readonly consumers: readonly string[];
  readonly log: ChangeLog<Transaction>;
  readonly jobs: Jobs;
  readonly pubsub: PubSub;
  readonly logger: Logger;
}

/** A relay that runs. */
export interface Relay {
  stop(): Promise<void>;
}

const BATCH = 100;
const LOOK_AGAIN = 5_000;

/**
 * Hands every change of a subgraph's log to each consumer's queue, at least once, soon after its commit, and again what
 * the queues may have lost. A change that
 * a long transaction commits late is found all the same: what counts is whether it was relayed, not its place.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { source, consumers, log, jobs, pubsub, logger } = options;
  const hand = async (changes: readonly LoggedChange[]): Promise<void> => {
    for (const consumer of consumers) {
      await jobs.addMany(
        changesJob(consumer),
        changes.map((change) => ({ payload: { source, change }, id: `${consumer}-${change.id}` })),
      );
    }
  };
  let entered: string | undefined;
  /** What a queue may have lost, such as in a Redis that was flushed, it is handed again; consumers know what they had. */
  const keepUp = async (): Promise<void> => {
    const epoch = await jobs.epoch();
    if (epoch === entered) return;
    const again = await log.enterEpoch(epoch);
    if (again > 0) logger.warn({ source, changes: again }, 'queues may have lost changes, which are relayed again');
    entered = epoch;
  };
  const loop = startPeriodic(
    `relay of ${source}`,
    LOOK_AGAIN,
    async () => {
      await keepUp();
      while ((await log.relay(BATCH, hand)) === BATCH);
    },
    logger,
  );
  const stopListening = await pubsub.listen(channelOf(source, RELAY_CHANNEL), () => {
    loop.poke();
  });
  return {
    async stop() {
      stopListening();
      await loop.stop();
    },
  };
}
