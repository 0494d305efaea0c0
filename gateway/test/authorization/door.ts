import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Answered } from './answers.js';

type Data = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers have whatever shape was asked for

/** A subscription as far as tests look at it. */
export interface Heard {
  /** The first message, or the errors that came instead. */
  readonly first: Promise<Answered>;
  stop(): void;
}

/** The public door of one Convene, for anybody with any token. */
export interface Door {
  readonly url: string;
  ask(token: string | null, query: string, variables?: Record<string, unknown>): Promise<Answered>;
  /** The data of an answer that has to be without errors. */
  demand(token: string | null, query: string, variables?: Record<string, unknown>): Promise<Data>;
  listen(token: string | null, query: string): Heard;
  /** Resolves with null once two questions sent by now over the same socket are answered. */
  silence(token: string | null): Promise<null>;
  close(): Promise<void>;
}

/** Opens it. One socket for each token, kept until `close()`. */
export function openDoor(url: string): Door {
  const sockets = new Map<string | null, Client>();
  const socketOf = (token: string | null): Client => {
    const known = sockets.get(token);
    if (known) return known;
    const client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
    });
    sockets.set(token, client);
    return client;
  };

  const ask: Door['ask'] = async (token, query, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered;
  };

  return {
    url,
    ask,
    async demand(token, query, variables) {
      const { data, errors } = await ask(token, query, variables);
      if (errors || !data) throw new Error(`${query}\n${JSON.stringify(errors)}`);
      return data;
    },
    listen(token, query) {
      let stop = (): void => undefined;
      const first = new Promise<Answered>((resolve, reject) => {
        stop = socketOf(token).subscribe(
          { query },
          {
            next: (message) => resolve(message as Answered),
            error: (error) => (Array.isArray(error) ? resolve({ errors: error as NonNullable<Answered['errors']> }) : reject(new Error(JSON.stringify(error)))),
            complete: () => resolve({ data: null }),
          },
        );
      });
      return { first, stop: () => stop() };
    },
    async silence(token) {
      for (const query of ['{ __typename }', '{ me { username calendars { id } } }']) {
        await new Promise<void>((resolve, reject) => {
          socketOf(token).subscribe({ query }, { next: () => undefined, complete: resolve, error: (error) => reject(new Error(JSON.stringify(error))) });
        });
      }
      return null;
    },
    async close() {
      for (const socket of sockets.values()) await socket.dispose();
    },
  };
}
