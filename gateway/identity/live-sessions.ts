import type { Clock } from '../../platform/clock.js';
import { SESSION_CHANGED, type LiveScriptToken, type LiveSession, type SessionSource } from '../../platform/identity/sessions.js';
import type { Logger } from '../../platform/logger.js';
import type { PubSub } from '../../platform/pubsub/pubsub.js';
import { Lru } from '../lru.js';
import { keepLastAnswers } from './last-answers.js';

/** Whether sessions and scripts' tokens live, and what their owners may do now. */
export interface LiveSessions {
  /**
   * At most 3 s old. While the source is down, or silent for 300 ms, the last answer. Where there is none, SUBGRAPH_UNAVAILABLE
   * is thrown once the source is down, or has been silent for a second.
   */
  find(sessionId: string): Promise<LiveSession | null>;
  /** The same of a script's token, by the hash of its secret. */
  findScriptToken(hash: string): Promise<LiveScriptToken | null>;
  /**
   * Calls with the id of each session or token that ended or changed, once its old answer is forgotten; with null when any
   * may have, unheard.
   */
  onChange(heard: (sessionId: string | null) => void): () => void;
  stop(): void;
}

/** What these need. */
export interface LiveSessionsParts {
  readonly sessions: SessionSource;
  readonly pubsub: PubSub;
  readonly clock: Clock;
  readonly logger: Logger;
}

const MOST_TOKENS = 10_000;

/** Starts to keep answers, and to listen for what makes them wrong. */
export async function watchSessions({ sessions, pubsub, clock, logger }: LiveSessionsParts): Promise<LiveSessions> {
  const listeners = new Set<(sessionId: string | null) => void>();
  const ofSessions = keepLastAnswers({ ask: (sessionId) => sessions.session(sessionId), clock, logger });
  /** Changes are told by id, and tokens asked for by hash. */
  const hashes = new Lru<string, string>(MOST_TOKENS);
  const askForToken = async (hash: string): Promise<LiveScriptToken | null> => {
    const token = await sessions.scriptToken(hash);
    if (token) hashes.set(token.id, hash);
    return token;
  };
  const ofTokens = keepLastAnswers({ ask: askForToken, clock, logger });

  const forget = (id: string): void => {
    ofSessions.forget(id);
    ofTokens.doubtUnderWay();
    const hash = hashes.get(id);
    if (hash !== undefined) ofTokens.forget(hash);
    for (const heard of listeners) heard(id);
  };
  const forgetAll = (): void => {
    ofSessions.forgetAll();
    ofTokens.forgetAll();
    for (const heard of listeners) heard(null);
  };
  // Without an id it says that wake-ups were lost.
  const unlisten = await pubsub.listen(SESSION_CHANGED, (id) => {
    if (id === '') forgetAll();
    else forget(id);
  });

  return {
    find: (sessionId) => ofSessions.find(sessionId),
    findScriptToken: (hash) => ofTokens.find(hash),
    onChange(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    stop: unlisten,
  };
}
