import type { WebSocket } from 'ws';
import type { Clock } from '../../platform/clock.js';
import { CallerError } from '../../platform/errors.js';
import type { Logger } from '../../platform/logger.js';
import type { Client } from '../http/client.js';
import type { Caller, Identify } from '../identity.js';

/**
 * "Forbidden" of graphql-transport-ws. Clients try again after it, with connection parameters that they ask for anew: the
 * moment to bring a fresh token.
 */
export const FORBIDDEN = 4403;
/** "Try Again Later" (IANA registry of WebSocket close codes). */
export const TRY_AGAIN_LATER = 1013;

/** "Service Restart" (the same): a subgraph from which something came is gone. */
export const SERVICE_RESTART = 1012;

/**
 * Milliseconds between two looks for tokens and sessions that have ended, since word of it may be lost. With the three
 * seconds for which a session's answer stands, a silent connection is closed within five.
 */
const WATCH = 1000;
/** Milliseconds after which a token is verified again as a whole: the key that signed it may have been removed. */
const VERIFY_AGAIN = 10_000;

/** One socket that said who it is. */
export interface Connection {
  readonly socket: WebSocket;
  readonly authorization: string | undefined;
  readonly client: Client;
  caller: Caller;
  /** When the caller was last looked at, in Unix milliseconds. */
  lookedAt: number;
}

/** The sockets that are open, each closed when the token that opened it ends, or its session. */
export interface Connections {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Looks again at the connections of a session that has changed; at all for null. */
  sessionChanged(sessionId: string | null): void;
  readonly size: number;
  stop(): void;
}

/**
 * Notes who a connection's caller is now. One who lost a scope is closed, so that nothing goes on that began with it; what
 * is still allowed can be asked for again.
 */
export function recognise(connection: Connection, caller: Caller): void {
  const before = connection.caller.viewer?.scopes ?? new Set<string>();
  connection.caller = caller;
  const lost = [...before].some((scope) => !caller.viewer?.scopes.has(scope));
  if (lost) connection.socket.close(FORBIDDEN, 'What this session may do has changed.');
}

/** Begins to watch over connections. */
export function watchConnections(identify: Identify, clock: Clock, logger: Logger): Connections {
  const open = new Set<Connection>();
  const watch = (): void => {
    const now = clock.now();
    for (const connection of open) {
      const { caller, socket, lookedAt } = connection;
      if (caller.expiresAt && caller.expiresAt <= now) socket.close(FORBIDDEN, 'The access token has expired.');
      else if (caller.viewer && now.getTime() - lookedAt >= VERIFY_AGAIN) void lookAgain(connection);
      else if (caller.viewer) void closeUnlessItLives(connection);
    }
  };
  const timer = setInterval(watch, WATCH);
  timer.unref();

  const lookAgain = async (connection: Connection): Promise<void> => {
    connection.lookedAt = clock.now().getTime();
    try {
      recognise(connection, await identify(connection.authorization));
    } catch (error) {
      if (error instanceof CallerError && error.code === 'UNAUTHENTICATED') connection.socket.close(FORBIDDEN, error.message);
      else logger.warn({ err: error }, 'a connection could not be looked at again');
    }
  };

  const closeUnlessItLives = async ({ caller, socket }: Connection): Promise<void> => {
    // What can not be looked up now is looked at again in a second.
    const lives = await caller.lives().catch(() => true);
    if (!lives) socket.close(FORBIDDEN, 'This session has ended.');
  };

  return {
    add: (connection) => void open.add(connection),
    remove: (connection) => void open.delete(connection),
    sessionChanged(sessionId) {
      for (const connection of open) {
        const { viewer } = connection.caller;
        if (viewer && (sessionId === null || viewer.sessionId === sessionId)) void lookAgain(connection);
      }
    },
    get size() {
      return open.size;
    },
    stop: () => clearInterval(timer),
  };
}
