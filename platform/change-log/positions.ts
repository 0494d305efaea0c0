import { CallerError } from '../errors.js';
import type { ChangeLog } from './change-log.js';

/** How far a listener has come in each topic that it follows. */
export interface Positions {
  of(topic: string): number;
  advance(topic: string, position: number): void;
  /** Forgets topics that left the set; those that joined begin at their present end. */
  keepOnly(topics: readonly string[]): Promise<void>;
  all(): Readonly<Record<string, number>>;
}

/**
 * Begins at the positions given for some topics, and at the present end of the others.
 * @throws RESYNC_REQUIRED when a given position can't be replayed from any more.
 */
export async function createPositions(
  log: Pick<ChangeLog<never>, 'end' | 'floor'>,
  given: Readonly<Record<string, number>>,
  topics: readonly string[],
): Promise<Positions> {
  const positions = new Map<string, number>();
  for (const topic of topics) {
    const position = given[topic];
    if (position !== undefined && position < (await log.floor(topic))) {
      throw new CallerError('RESYNC_REQUIRED', 'This cursor is too old to go on from: read everything again.');
    }
    positions.set(topic, position ?? (await log.end(topic)));
  }
  return {
    of: (topic) => positions.get(topic) ?? 0,
    advance: (topic, position) => positions.set(topic, position),
    async keepOnly(now) {
      for (const topic of positions.keys()) if (!now.includes(topic)) positions.delete(topic);
      for (const topic of now) if (!positions.has(topic)) positions.set(topic, await log.end(topic));
    },
    all: () => Object.fromEntries(positions),
  };
}
