import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { pullIterator } from '../iteration.js';
import { silentLogger } from '../logger.js';
import { manualClock } from '../testing/clock.js';
import { until } from '../testing/until.js';
import type { AbortEmitter } from './abort-emitter.js';
import { beginBudget } from './budget.js';
import { guardTransport, NotAsked } from './guard.js';
import { SubgraphSilent } from './patience.js';
import { ConnectionFailed, type RequestOptions, type SubgraphTransport } from './transport.js';

const nobody = { viewer: null, requestId: 'r1' };
const answer: ExecutionResult = { data: { ok: true } };
const never = (): Promise<never> => new Promise(() => undefined);
const refused = (): Promise<never> => Promise.reject(new ConnectionFailed('event'));

/** A guard over a transport that does one thing after the other, then answers. */
function given(...steps: ((options?: RequestOptions) => Promise<ExecutionResult>)[]) {
  const heard: string[] = [];
  let asked = 0;
  const next = (options?: RequestOptions): Promise<ExecutionResult> => {
    asked += 1;
    return (steps.shift() ?? (() => Promise.resolve(answer)))(options);
  };
  const transport: SubgraphTransport = { execute: (_request, _identity, options) => next(options), subscribe: (_request, _identity, options) => next(options) };
  const clock = manualClock();
  const guarded = guardTransport('event', transport, {
    fetchTimeout: 60,
    breaker: { calls: 20, failing: 0.5, window: 30_000, pause: 5000 },
    clock,
    logger: silentLogger(),
    observer: {
      fetched: (_subgraph, outcome) => heard.push(outcome),
      retried: () => heard.push('retried'),
      breakerChanged: (_subgraph, open) => heard.push(open ? 'open' : 'closed'),
    },
  });
  const ask = (query = '{ ok }', options?: RequestOptions) => guarded.execute({ query }, nobody, options);
  return { ask, guarded, clock, heard, asked: () => asked };
}

describe('a guarded transport', () => {
  it('gives up on a subgraph that hangs, and tells it', async () => {
    let signal: AbortEmitter | undefined;
    const { ask, heard, asked } = given((options) => {
      signal = options?.signal;
      return never();
    });
    await expect(ask()).rejects.toThrow(SubgraphSilent);
    expect([asked(), heard, signal?.aborted]).toEqual([1, ['silent'], true]);
  });

  it.each(['{ ok }', 'query ($a: Int) { ok }', '\n  query Named { ok }'])('tries %j once more when no connection came about', async (query) => {
    const once = given(refused);
    expect(await once.ask(query)).toBe(answer);
    expect(once.heard).toEqual(['retried', 'answered']);
    const twice = given(refused, refused, refused);
    await expect(twice.ask(query)).rejects.toThrow(ConnectionFailed);
    expect([twice.asked(), twice.heard]).toEqual([2, ['retried', 'unreachable']]);
  });

  it('tries no mutation again, and nothing that may have begun', async () => {
    const mutation = given(refused);
    await expect(mutation.ask('mutation { book }')).rejects.toThrow(ConnectionFailed);
    const broken = given(() => Promise.reject(new Error('socket hang up')));
    await expect(broken.ask()).rejects.toThrow('socket hang up');
    expect([mutation.asked(), broken.asked()]).toEqual([1, 1]);
  });

  it('has the second try within the time of the first', async () => {
    let signals: (AbortEmitter | undefined)[] = [];
    const noting = (step: () => Promise<never>) => (options?: RequestOptions) => {
      signals = [...signals, options?.signal];
      return step();
    };
    const { ask, heard } = given(noting(refused), noting(never));
    await expect(ask()).rejects.toThrow(SubgraphSilent);
    expect(heard).toEqual(['retried', 'silent']);
    expect(signals[0]).toBe(signals[1]);
  });

  it('does not ask a subgraph again in the operation in which it was silent', async () => {
    const { ask, asked } = given(never);
    const budget = beginBudget(1000);
    await expect(ask('{ ok }', { budget })).rejects.toThrow(SubgraphSilent);
    await expect(ask('{ ok }', { budget })).rejects.toThrow(NotAsked);
    expect(asked()).toBe(1);
    expect(await ask('{ ok }', { budget: beginBudget(1000) })).toBe(answer);
  });

  it('waits no longer than its operation lasts', async () => {
    const { ask, heard } = given(never);
    const budget = beginBudget(20);
    await expect(ask('{ ok }', { budget })).rejects.toThrow(/ within (20|1\d) ms/);
    await expect(ask('{ ok }', { budget: beginBudget(0) })).rejects.toThrow(NotAsked);
    expect(heard).toEqual(['silent', 'refused']);
  });

  it('has less time where whoever asks had waited already, and is to blame for its silence all the same', async () => {
    const { ask, heard, asked } = given(...Array.from({ length: 20 }, () => never));
    await expect(ask('{ ok }', { budget: beginBudget(10_000, 15) })).rejects.toThrow(/ within 45 ms/);
    for (let call = 1; call < 20; call += 1) await ask('{ ok }', { budget: beginBudget(10_000, 15) }).catch(() => undefined);
    await expect(ask()).rejects.toThrow(NotAsked);
    expect(asked()).toBe(20);
    expect(heard).toContain('open');
  });

  it('leaves a subgraph alone that fails, and tries it again after a pause', async () => {
    const { ask, clock, asked, heard } = given(...Array.from({ length: 20 }, () => () => Promise.reject(new Error('down'))));
    for (let call = 0; call < 20; call += 1) await ask().catch(() => undefined);
    await expect(ask()).rejects.toThrow(NotAsked);
    expect(asked()).toBe(20);
    clock.advance(5000);
    expect(await ask()).toBe(answer);
    expect(heard.slice(-5)).toEqual(['open', 'failed', 'refused', 'closed', 'answered']);
  });

  it('ends a stream that begins too late', async () => {
    let ended = 0;
    const stream = pullIterator(never, () => void (ended += 1));
    const { guarded } = given(() => new Promise((resolve) => setTimeout(() => resolve(stream as never), 80)));
    await expect(guarded.subscribe({ query: 'subscription { changed }' }, nobody)).rejects.toThrow(SubgraphSilent);
    await until('it is ended', () => ended === 1);
  });
});
