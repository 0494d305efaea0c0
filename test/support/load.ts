import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';

/** What becomes of requests that are sent at a steady pace. */
export interface Load {
  readonly answered: number;
  /** Requests that failed, or whose answers bore errors: what was wrong with each. */
  readonly faults: readonly string[];
  /** Answers a second so far. */
  pace(): number;
  /** Milliseconds that the slowest answer took. */
  readonly slowest: number;
  /** Sends no more, and waits for what is under way. */
  stop(): Promise<void>;
}

/** What is asked in turn. */
export interface Asked {
  readonly query: string;
  variables?(n: number): Record<string, unknown>;
}

/** As many may be under way: on a machine that is too busy the pace is slower, instead of requests piling up until they are given up. */
const AT_ONCE = 12;

/** Milliseconds between two looks whether each is ready. */
const LOOK = 100;

/**
 * Asks several gateways in turn, as a load balancer would: one that is not ready, or takes no connection, is left for the
 * next. Nothing else is tried twice.
 */
export function startLoad(urls: readonly string[], perSecond: number, token: string, asked: readonly Asked[]): Load {
  const pools = urls.map((url) => new Pool(url, { connect: { timeout: 3_000 }, keepAliveTimeout: 3_000, keepAliveMaxTimeout: 3_000 }));
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const underWay = new Set<Promise<void>>();
  const state = { answered: 0, faults: [] as string[], slowest: 0 };
  let going = true;
  const ready = pools.map(() => true);
  const look = async (): Promise<void> => {
    while (going) {
      await Promise.all(
        pools.map(async (pool, index) => {
          ready[index] = await pool.request({ method: 'GET', path: '/readyz' }).then(async ({ statusCode, body: told }) => {
            await told.dump();
            return statusCode === 200;
          }, () => false);
        }),
      );
      await pause(LOOK);
    }
  };

  const send = async (n: number): Promise<void> => {
    const { query, variables } = asked[n % asked.length] as Asked;
    const body = JSON.stringify({ query, variables: variables?.(n) });
    const begun = performance.now();
    const wellFirst = pools.map((_, turn) => (n + turn) % pools.length).sort((one, other) => Number(ready[other]) - Number(ready[one]));
    for (const [turn, index] of wellFirst.entries()) {
      try {
        const answer = await (pools[index] as Pool).request({ method: 'POST', path: '/graphql', headers, body });
        const text = await answer.body.text();
        state.slowest = Math.max(state.slowest, performance.now() - begun);
        if (answer.statusCode === 200 && !text.includes('"errors"')) state.answered += 1;
        else state.faults.push(`${String(answer.statusCode)} ${text.slice(0, 300)}`);
        return;
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === 'ECONNREFUSED' && turn + 1 < pools.length) continue;
        state.faults.push(`${query.slice(0, 40)}: ${String(error)} ${code ?? ''}`);
        return;
      }
    }
  };
  const run = async (): Promise<void> => {
    const begun = performance.now();
    for (let n = 0; going; n += 1) {
      const sent = send(n).finally(() => underWay.delete(sent));
      underWay.add(sent);
      if (underWay.size >= AT_ONCE) await Promise.race(underWay);
      await pause(Math.max(0, begun + (n * 1000) / perSecond - performance.now()));
    }
  };
  const running = Promise.all([run(), look()]);
  const begun = performance.now();
  return Object.assign(state, {
    pace: () => (state.answered * 1000) / (performance.now() - begun),
    async stop() {
      going = false;
      await running;
      await Promise.all(underWay);
      await Promise.all(pools.map((pool) => pool.close()));
    },
  });
}
