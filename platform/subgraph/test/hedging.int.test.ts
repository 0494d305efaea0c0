import { afterEach, describe, expect, it } from '@jest/globals';
import { startFaultProxy, type FaultProxy } from '../../testing/fault-proxy.js';
import { HEDGES, type HedgeLimits } from '../http/hedging.js';
import { answerWithin } from '../patience.js';
import type { RequestIdentity } from '../transport.js';
import { reachForTest, serveForTest } from './serving.js';
import { createCarriedSubgraph, type Noticed } from './transport.suite.js';

const nobody: RequestIdentity = { viewer: null, requestId: 'r' };
const ME = { query: '{ me }' };
const WRITE = { query: 'mutation { write(text: "x") }' };
/** As in production, and quicker. */
const USUAL: HedgeLimits = { ...HEDGES, least: 150 };
/** The controls' limits: nothing is asked twice, and everything may be. */
const NEVER: HedgeLimits = { ...USUAL, burst: 0 };
const WITHOUT_END: HedgeLimits = { ...USUAL, part: 1, burst: 1_000 };
/** Milliseconds that each question has. */
const PATIENCE = 2_000;

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Place {
  readonly noticed: Noticed;
  readonly proxy: FaultProxy;
}
async function startPlace(): Promise<Place> {
  const { subgraph, noticed } = createCarriedSubgraph();
  const server = await serveForTest(subgraph);
  stops.push(() => server.stop());
  const proxy = await startFaultProxy({ port: server.port });
  stops.push(() => proxy.stop());
  return { noticed, proxy };
}

/** Two places that have answered a few questions each, and how to ask both. */
async function two(hedges = USUAL) {
  const places = [await startPlace(), await startPlace()] as const;
  const remote = reachForTest('carried', places.map(({ proxy }) => proxy.port), 'gateway', undefined, hedges);
  stops.push(() => remote.stop());
  const ask = (request = ME) => answerWithin(PATIENCE, 'carried', (signal) => remote.transport.execute(request, nobody, { signal }));
  for (let n = 0; n < 20; n += 1) await ask();
  for (const { noticed } of places) noticed.identities.length = 0;
  return { places, ask, asked: () => places[0].noticed.identities.length + places[1].noticed.identities.length };
}
async function timed(ask: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await ask();
  return performance.now() - begun;
}
const refusedOf = (outcomes: readonly PromiseSettledResult<unknown>[]): number => outcomes.filter(({ status }) => status === 'rejected').length;

describe('an address that falls silent beside one that answers', () => {
  it('costs queries a fraction of their time, and nothing once it is known', async () => {
    const { places, ask } = await two();
    places[0].proxy.fall('SILENT');
    const took = await Promise.all(Array.from({ length: 40 }, () => timed(ask)));
    expect(Math.max(...took)).toBeGreaterThanOrEqual(USUAL.least);
    expect(Math.max(...took)).toBeLessThan(PATIENCE);
    const asked = places[1].noticed.identities.length;
    for (let n = 0; n < 10; n += 1) await ask();
    expect(places[1].noticed.identities).toHaveLength(asked + 10);
    expect(places[0].noticed.identities).toEqual([]);
  });

  it('would cost them all of it (the control)', async () => {
    const { places, ask } = await two(NEVER);
    places[0].proxy.fall('SILENT');
    expect(refusedOf(await Promise.allSettled(Array.from({ length: 4 }, () => ask())))).toBe(2);
  });

  it('is waited for by mutations, which are never sent twice', async () => {
    const { places, ask } = await two();
    places[0].proxy.fall('SILENT');
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => ask(WRITE)));
    expect(refusedOf(outcomes)).toBe(2);
    expect(places[1].noticed.written).toHaveLength(2);
  });
});

describe('addresses that are all slow', () => {
  const QUESTIONS = 60;
  /** In each direction: what is asked twice has arrived when the first answers come. */
  const DELAY = 3 * USUAL.least;
  const slow = async (hedges = USUAL): Promise<number> => {
    const { places, ask, asked } = await two(hedges);
    for (const { proxy } of places) proxy.delay(DELAY);
    await Promise.all(Array.from({ length: QUESTIONS }, () => ask()));
    return asked();
  };

  it('are not asked much more', async () => {
    expect(await slow()).toBeLessThanOrEqual(QUESTIONS + USUAL.burst + QUESTIONS * USUAL.part);
  });

  it('would be asked nearly twice as much (the control)', async () => {
    expect(await slow(WITHOUT_END)).toBeGreaterThan(1.5 * QUESTIONS);
  });

  it('are not asked twice any more once that is usual', async () => {
    const { places, ask, asked } = await two();
    for (const { proxy } of places) proxy.delay(DELAY);
    await Promise.all(Array.from({ length: QUESTIONS }, () => ask()));
    const before = asked();
    await Promise.all(Array.from({ length: 4 }, () => ask()));
    expect(asked() - before).toBe(4);
  });
});
