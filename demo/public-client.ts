import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { until } from '../platform/testing/until.js';

/** An error that the endpoint answered with, as far as a caller of the demo needs it. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';

  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** One person at the public door: what a browser or a script would send, and nothing else. */
export interface PublicClient {
  /**
   * The `data` of an answer without errors. Waits and asks again where it was RATE_LIMITED, a few times.
   * @throws AnswerError with the first error's code.
   */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Resolves once the subscription is surely under way, which takes a round trip. */
  listen<Data>(query: string, variables?: Record<string, unknown>): Promise<Listener<Data>>;
  signIn(accessToken: string): void;
  close(): Promise<void>;
}

/** What has arrived on one subscription so far. */
export interface Listener<Data> {
  readonly heard: readonly Data[];
  /** The first message, past or to come, that fits. */
  next(what: string, fits: (message: Data) => boolean, milliseconds?: number): Promise<Data>;
  stop(): void;
}

/** Tries before a client gives up that is told to wait each time. */
const ATTEMPTS = 4;

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; retryAfter?: number } }[];
}

/** A client of the endpoint at `url`, such as http://localhost:4000. */
export function createPublicClient(url: string): PublicClient {
  let authorization: string | undefined;
  const socket = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 3,
    connectionParams: () => (authorization === undefined ? {} : { authorization }),
  });

  return {
    async ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data> {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await post(url, { query, variables }, authorization);
        const wait = secondsToWait(answer);
        if (wait === null || attempt === ATTEMPTS) return dataOf<Data>(answer);
        await pause(wait * 1000);
      }
    },

    async listen<Data>(query: string, variables?: Record<string, unknown>): Promise<Listener<Data>> {
      const heard: Data[] = [];
      let failure: unknown;
      const stop = socket.subscribe<Data>(
        { query, variables: variables ?? null },
        {
          next: (answer) => {
            try {
              heard.push(dataOf<Data>(answer as Answer));
            } catch (error) {
              failure ??= error;
            }
          },
          error: (error) => {
            failure ??= Array.isArray(error) ? new AnswerError(String((error as Error[])[0]?.message), undefined) : error;
          },
          complete: () => undefined,
        },
      );
      await roundTrip(socket);
      return {
        heard,
        stop,
        next: (what, fits, milliseconds = 10_000) =>
          until(
            what,
            () => {
              if (failure !== undefined) throw failure instanceof Error ? failure : new Error(JSON.stringify(failure));
              return heard.find(fits);
            },
            milliseconds,
          ),
      };
    },

    signIn(accessToken) {
      authorization = `Bearer ${accessToken}`;
    },

    close: async () => {
      await socket.dispose();
    },
  };
}

async function post(url: string, operation: { query: string; variables: Record<string, unknown> | undefined }, authorization: string | undefined): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as Answer;
}

/** Where it was tried too often: how long the endpoint asks us to wait. */
function secondsToWait({ errors }: Answer): number | null {
  const limited = errors?.find(({ extensions }) => extensions?.code === 'RATE_LIMITED');
  return limited ? (limited.extensions?.retryAfter ?? 1) : null;
}

function dataOf<Data>(answer: Answer): Data {
  const [error] = answer.errors ?? [];
  if (error) throw new AnswerError(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`, error.extensions?.code);
  return answer.data as Data;
}

/** Messages of one socket are taken in order: when this query is answered, what was sent before it has been begun. */
function roundTrip(socket: ReturnType<typeof createClient>): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.subscribe(
      { query: '{ __typename }' },
      { next: () => undefined, complete: resolve, error: (error) => reject(new Error(JSON.stringify(error))) },
    );
  });
}
