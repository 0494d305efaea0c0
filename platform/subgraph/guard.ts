import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { traced } from '../telemetry/tracing.js';
import type { AbortEmitter } from './abort-emitter.js';
import { createBreaker, type BreakerLimits, type CallOutcome } from './breaker.js';
import { answerWithin, SubgraphSilent } from './patience.js';
import { ConnectionFailed, isQuery, type RequestOptions, type SubgraphTransport } from './transport.js';

/** How a fetch ended; `refused`: it was not sent. */
export type FetchOutcome = 'answered' | 'silent' | 'unreachable' | 'failed' | 'refused';

/** Hears of fetches; for metrics. */
export interface FetchObserver {
  fetched(subgraph: string, outcome: FetchOutcome, seconds: number): void;
  retried(subgraph: string): void;
  breakerChanged(subgraph: string, open: boolean): void;
}

/** What a guard goes by. */
export interface GuardParts {
  /** Milliseconds that a fetch may take, the second try included. */
  readonly fetchTimeout: number;
  readonly breaker: BreakerLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: FetchObserver;
}

/** Milliseconds; in less no answer comes, and a timer may end that much early. */
const LEAST_PATIENCE = 5;

/** A request that was not sent, since no answer could be hoped for. */
export class NotAsked extends Error {
  constructor(subgraph: string, because: string) {
    super(`${subgraph} was not asked: ${because}.`);
    this.name = 'NotAsked';
  }
}

/**
 * The same transport, bounded, whatever it is made of: an answer comes within `fetchTimeout`, less what whoever asks had
 * waited already, and within what the budget of its operation leaves; a query is tried once more, in the same time, when no
 * connection came about; a subgraph that was silent once is not asked again by the same operation; and none is asked at all
 * while most of what it is asked fails.
 * @throws SubgraphSilent, NotAsked, or what the transport throws.
 */
export function guardTransport(name: string, transport: SubgraphTransport, parts: GuardParts): SubgraphTransport {
  const { fetchTimeout, observer } = parts;
  const breaker = createBreaker(parts.breaker, parts.clock, (open) => {
    observer.breakerChanged(name, open);
    parts.logger.warn({ subgraph: name }, open ? 'most requests to a subgraph fail: it is left alone for a while' : 'a subgraph answers again');
  });

  const ask = <T>(options: RequestOptions | undefined, send: (signal: AbortEmitter) => Promise<T>, late?: (answer: T) => void): Promise<T> =>
    traced('subgraph.fetch', { 'subgraph.name': name }, () => askBounded(options, send, late));
  const askBounded = async <T>(options: RequestOptions | undefined, send: (signal: AbortEmitter) => Promise<T>, late?: (answer: T) => void): Promise<T> => {
    const begun = performance.now();
    const told = (outcome: FetchOutcome): void => observer.fetched(name, outcome, (performance.now() - begun) / 1000);
    const budget = options?.budget;
    const due = fetchTimeout - (budget?.waited ?? 0);
    const patience = Math.min(due, budget?.remaining() ?? due);
    const reason = budget?.silent.has(name) ? 'it was silent before' : patience < LEAST_PATIENCE ? 'the operation has no time left' : null;
    const report = reason === null ? breaker.pass() : null;
    if (!report) {
      told('refused');
      throw new NotAsked(name, reason ?? 'most of its answers fail');
    }
    try {
      const answer = await answerWithin(patience, name, send, late);
      report('well');
      told('answered');
      return answer;
    } catch (error) {
      if (error instanceof SubgraphSilent) budget?.silent.add(name);
      report(outcomeFor(error, patience === due));
      told(outcomeOf(error));
      throw error;
    }
  };

  return {
    execute: (request, identity, options) =>
      ask(options, async (signal) => {
        const send = () => transport.execute(request, identity, { signal, budget: options?.budget });
        return isQuery(request) ? twice(send, signal, () => observer.retried(name)) : send();
      }),
    subscribe: (request, identity, options) =>
      ask(
        options,
        (signal) => transport.subscribe(request, identity, { signal, budget: options?.budget }),
        (stream) => {
          if (Symbol.asyncIterator in stream) void stream.return?.();
        },
      ),
  };
}

async function twice<T>(send: () => Promise<T>, signal: AbortEmitter, retried: () => void): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ConnectionFailed) || signal.aborted) throw error;
    retried();
    return send();
  }
}

/** A subgraph that had less time than is its due is not to blame. */
const outcomeFor = (error: unknown, hadItsTime: boolean): CallOutcome =>
  error instanceof SubgraphSilent && !hadItsTime ? 'unknown' : 'failed';

function outcomeOf(error: unknown): FetchOutcome {
  if (error instanceof SubgraphSilent) return 'silent';
  return error instanceof ConnectionFailed ? 'unreachable' : 'failed';
}
