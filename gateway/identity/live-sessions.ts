import type { Clock } from '../../platform/clock.js';
import { SESSION_CHANGED, type LiveSession, type SessionSource } from '../../platform/identity/sessions.js';
import type { Logger } from '../../platform/logger.js';
import type { PubSub } from '../../platform/pubsub/pubsub.js';
import { subgraphUnavailable } from '../errors.js';
import { Lru } from '../lru.js';
import { within } from './within.js';

/** Whether sessions live, and what their owners may do now. */
export interface LiveSessions {
  /**
   * At most 3 s old. While the source is down, or silent for 300 ms, the last answer; SUBGRAPH_UNAVAILABLE is thrown
   * when there is none.
   */
  find(sessionId: string): Promise<LiveSession | null>;
  /** Calls with the id of each session that ended or changed, once its old answer is forgotten. */
  onChange(heard: (sessionId: string) => void): () => void;
  stop(): void;
}

/** What these need. */
export interface LiveSessionsParts {
  readonly sessions: SessionSource;
  readonly pubsub: PubSub;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Milliseconds for which an answer stands. */
const FRESH = 3000;
/** Milliseconds that the source may think before the last answer is used. */
const PATIENCE = 300;
/** Milliseconds until a source that did not answer is asked again. */
const PAUSE = 1000;
const MOST_SESSIONS = 10_000;

interface Known {
  readonly answer: LiveSession | null;
  /** In Unix milliseconds. */
  readonly freshUntil: number;
}

/** Starts to keep answers, and to listen for what makes them wrong. */
export async function watchSessions({ sessions, pubsub, clock, logger }: LiveSessionsParts): Promise<LiveSessions> {
  const known = new Lru<string, Known>(MOST_SESSIONS);
  const asking = new Map<string, Promise<LiveSession | null>>();
  const listeners = new Set<(sessionId: string) => void>();
  const in_ = (milliseconds: number): number => clock.now().getTime() + milliseconds;

  const ask = (sessionId: string): Promise<LiveSession | null> => {
    const underWay = asking.get(sessionId);
    if (underWay) return underWay;
    const question: Promise<LiveSession | null> = sessions
      .session(sessionId)
      .then((answer) => {
        // Not after a change was told: the answer may be older than the change.
        if (asking.get(sessionId) === question) known.set(sessionId, { answer, freshUntil: in_(FRESH) });
        return answer;
      })
      .finally(() => {
        if (asking.get(sessionId) === question) asking.delete(sessionId);
      });
    asking.set(sessionId, question);
    return question;
  };

  const forget = (sessionId: string): void => {
    known.delete(sessionId);
    asking.delete(sessionId);
    for (const heard of listeners) heard(sessionId);
  };
  const unlisten = await pubsub.listen(SESSION_CHANGED, forget);

  return {
    async find(sessionId) {
      const last = known.get(sessionId);
      if (last && last.freshUntil > in_(0)) return last.answer;
      try {
        return await within(PATIENCE, ask(sessionId));
      } catch (error) {
        logger.warn({ err: error }, 'sessions can not be looked up');
        if (!last) throw subgraphUnavailable();
        known.set(sessionId, { answer: last.answer, freshUntil: in_(PAUSE) });
        return last.answer;
      }
    },
    onChange(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    stop: unlisten,
  };
}
