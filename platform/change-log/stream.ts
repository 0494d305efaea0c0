import { CallerError } from '../errors.js';
import { pullIterator } from '../iteration.js';
import type { PubSub } from '../pubsub/pubsub.js';
import type { ChangeLog, LoggedChange } from './change-log.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { createPositions, type Positions } from './positions.js';
import { channelOf } from './wake-ups.js';

/** Which log to follow, and what wakes whoever follows it. */
export interface StreamSource {
  readonly subgraph: string;
  readonly log: Pick<ChangeLog<never>, 'read' | 'end' | 'floor'>;
  readonly pubsub: PubSub;
  /** Looks again after this many milliseconds without a wake-up; 5,000 unless given. */
  readonly lookAgainAfter?: number;
}

/** A change with the cursor to pass as `after` to go on behind it. */
export interface StreamedChange {
  readonly change: LoggedChange;
  readonly cursor: string;
}

const BATCH = 100;
const LOOK_AGAIN = 5_000;

/**
 * Every change of one topic, in order and without a gap: first those after the cursor, then those to come. Without a
 * cursor it begins at the end as it is when the promise resolves.
 * @throws RESYNC_REQUIRED when the cursor is older than the log can replay; BAD_USER_INPUT when it is not one of this topic.
 */
export async function streamChanges(
  source: StreamSource,
  topic: string,
  after: string | null | undefined,
): Promise<AsyncIterableIterator<StreamedChange>> {
  const given = after == null ? undefined : decodeCursor(topic, after);
  const positions = await createPositions(source.log, given === undefined ? {} : { [topic]: given }, [topic]);
  return follow(source, {
    positions,
    topics: () => Promise.resolve([topic]),
    wakeOn: [topic],
    cursorOf: (change) => encodeCursor(topic, change.position),
  });
}

/** What `streamTopics` needs to know about topics that come and go. */
export interface TopicsOptions {
  /** The topics that the listener may follow now; asked again before each look. */
  readonly topics: () => Promise<readonly string[]>;
  /** Topics whose wake-ups mean that the set may have changed. */
  readonly wakeOn: readonly string[];
  readonly after: string | null | undefined;
}

/**
 * The changes of several topics, each topic's own in order and without a gap. The cursor holds a position for each; a
 * topic that was not in it begins at its end.
 * @throws as `streamChanges`.
 */
export async function streamTopics(source: StreamSource, options: TopicsOptions): Promise<AsyncIterableIterator<StreamedChange>> {
  const given = options.after == null ? {} : decodePositions(options.after);
  const positions = await createPositions(source.log, given, await options.topics());
  return follow(source, {
    positions,
    topics: options.topics,
    wakeOn: options.wakeOn,
    cursorOf: () => encodePositions(positions.all()),
  });
}

/** The present end of several topics as one cursor for `streamTopics`. */
export async function endOfTopics(log: Pick<ChangeLog<never>, 'end'>, topics: readonly string[]): Promise<string> {
  const ends = await Promise.all(topics.map(async (topic) => [topic, await log.end(topic)] as const));
  return encodePositions(Object.fromEntries(ends));
}

interface Following {
  readonly positions: Positions;
  readonly topics: () => Promise<readonly string[]>;
  readonly wakeOn: readonly string[];
  readonly cursorOf: (change: LoggedChange) => string;
}

async function follow(source: StreamSource, following: Following): Promise<AsyncIterableIterator<StreamedChange>> {
  const { positions } = following;
  const bell = createBell(source);
  await bell.listenAlso(following.wakeOn);
  const waiting: LoggedChange[] = [];

  const look = async (): Promise<void> => {
    const topics = await following.topics();
    await bell.listenAlso(topics);
    await positions.keepOnly(topics);
    for (const topic of topics) waiting.push(...(await source.log.read(topic, positions.of(topic), BATCH)));
  };

  return pullIterator(
    async (signal) => {
      while (!signal.aborted) {
        const next = waiting.shift();
        if (next) {
          if (next.position <= positions.of(next.topic)) continue;
          positions.advance(next.topic, next.position);
          return { change: next, cursor: following.cursorOf(next) };
        }
        const rung = bell.next(source.lookAgainAfter ?? LOOK_AGAIN, signal);
        try {
          await look();
          if (waiting.length === 0) await rung.heard;
        } finally {
          rung.stop();
        }
      }
      return null;
    },
    () => bell.close(),
  );
}

interface Bell {
  listenAlso(topics: readonly string[]): Promise<void>;
  /** Begins to listen now, so that what is told between this call and the await is not lost. */
  next(milliseconds: number, signal: AbortSignal): { heard: Promise<void>; stop(): void };
  close(): void;
}

function createBell(source: StreamSource): Bell {
  const stops = new Map<string, () => void>();
  const ringing = new Set<() => void>();
  return {
    async listenAlso(topics) {
      for (const topic of topics) {
        if (stops.has(topic)) continue;
        const ring = (): void => {
          for (const call of [...ringing]) call();
        };
        stops.set(topic, await source.pubsub.listen(channelOf(source.subgraph, topic), ring));
      }
    },
    next(milliseconds, signal) {
      let stop = (): void => undefined;
      const heard = new Promise<void>((resolve) => {
        const timer = setTimeout(() => stop(), milliseconds);
        stop = () => {
          clearTimeout(timer);
          ringing.delete(stop);
          signal.removeEventListener('abort', stop);
          resolve();
        };
        ringing.add(stop);
        signal.addEventListener('abort', stop, { once: true });
      });
      return { heard, stop: () => stop() };
    },
    close() {
      for (const stop of stops.values()) stop();
      stops.clear();
    },
  };
}

const POSITIONS = 'positions';

const encodePositions = (positions: Readonly<Record<string, number>>): string =>
  Buffer.from(JSON.stringify([POSITIONS, positions])).toString('base64url');

function decodePositions(cursor: string): Record<string, number> {
  try {
    const [mark, positions] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (mark === POSITIONS && typeof positions === 'object' && positions !== null) {
      const entries = Object.entries(positions as Record<string, unknown>);
      if (entries.every((entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && (entry[1] as number) >= 0)) {
        return Object.fromEntries(entries);
      }
    }
  } catch {
    // Falls through to the refusal: a text that can't be read is no cursor.
  }
  throw new CallerError('BAD_USER_INPUT', 'This cursor belongs to another list, or is none.', {
    issues: [{ path: ['after'], message: 'This cursor belongs to another list, or is none.' }],
  });
}
