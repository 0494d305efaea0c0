import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Logger } from '../../logger.js';
import { createUsualTime, type UsualTime } from './hedging.js';

/** One place where a subgraph serves. */
export interface Address {
  /** Such as `http://10.0.0.7:4001`. */
  readonly origin: string;
  pool: Pool;
  /** Requests on their way to it. */
  inFlight: number;
  readonly usual: UsualTime;
  /** When it last began to answer, by `performance.now()`. */
  heardAt: number;
}

/** The places where one subgraph serves, each as good as the other. */
export interface Addresses {
  /**
   * The address to ask next, but none of those tried already: of those that are well, the one with the fewest requests on
   * their way. Only when all have failed lately, one of them. Null once all were tried.
   */
  next(tried: ReadonlySet<Address>): Address | null;
  /** As `next`, and null where none of those left is well. */
  nextWell(tried: ReadonlySet<Address>): Address | null;
  /** This one can't be reached, is silent, or about to stop: it is spared until it says that it is ready. */
  spare(address: Address): void;
  isSpared(address: Address): boolean;
  readonly all: readonly Address[];
  close(): Promise<void>;
}

/** Milliseconds that a connection may take. */
export const CONNECT_TIMEOUT = 1_000;
/** Milliseconds that an idle connection is kept: far less than the other side keeps it, so that none is closed under a request. */
const KEPT_ALIVE = 3_000;
/** Milliseconds between two looks whether an address that is spared is ready, and that its answer may take. */
const LOOK_AGAIN = 500;
const LOOK_TIMEOUT = 1_000;

/** Opens pools of connections to each; none is made before it is needed. */
export function openAddresses(origins: readonly string[], logger: Logger): Addresses {
  const stopped = new AbortController();
  const all = origins.map((origin): Address => ({ origin, pool: openPool(origin), inFlight: 0, usual: createUsualTime(), heardAt: 0 }));
  const spared = new Set<Address>();
  const leaving = new Set<Pool>();
  let turn = 0;

  /** Lets go of idle connections, so that whoever is about to stop need not wait for them; what is in flight is waited for. */
  const leaveConnections = (address: Address): void => {
    const { pool } = address;
    address.pool = openPool(address.origin);
    leaving.add(pool);
    void pool.close().catch(() => undefined).finally(() => leaving.delete(pool));
  };
  const watch = async (address: Address): Promise<void> => {
    logger.info({ address: address.origin }, 'an address of a subgraph is spared for now');
    while (!stopped.signal.aborted) {
      await pause(LOOK_AGAIN, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
      if (await isReady(address)) break;
    }
    spared.delete(address);
  };

  const leastAsked = (from: readonly Address[]): Address | null => {
    turn += 1;
    const turned = from.map((_, index) => from[(index + turn) % from.length]).filter((address) => address !== undefined);
    return turned.reduce<Address | null>((best, address) => (best && best.inFlight <= address.inFlight ? best : address), null);
  };
  const wellBut = (tried: ReadonlySet<Address>): Address[] => all.filter((address) => !tried.has(address) && !spared.has(address));

  return {
    all,
    next(tried) {
      const well = wellBut(tried);
      return leastAsked(well.length > 0 ? well : all.filter((address) => !tried.has(address)));
    },
    nextWell: (tried) => leastAsked(wellBut(tried)),
    isSpared: (address) => spared.has(address),
    spare(address) {
      if (spared.has(address) || stopped.signal.aborted) return;
      spared.add(address);
      leaveConnections(address);
      void watch(address);
    },
    async close() {
      stopped.abort();
      await Promise.all([...leaving, ...all.map(({ pool }) => pool)].map((pool) => pool.destroy()));
    },
  };
}

function openPool(origin: string): Pool {
  return new Pool(origin, {
    connect: { timeout: CONNECT_TIMEOUT },
    pipelining: 1,
    keepAliveTimeout: KEPT_ALIVE,
    // What the other side says about its own patience does not make ours longer.
    keepAliveMaxTimeout: KEPT_ALIVE,
    // Whoever asks says how long: by the signal.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** Whether it says that it takes requests. */
export async function isReady({ pool }: Address): Promise<boolean> {
  try {
    const { statusCode, body } = await pool.request({ method: 'GET', path: '/readyz', signal: AbortSignal.timeout(LOOK_TIMEOUT) });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
