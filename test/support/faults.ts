import { setTimeout as pause } from 'node:timers/promises';
import { SUBGRAPHS } from '../../parts.js';
import type { FaultProxy } from '../../platform/testing/fault-proxy.js';
import type { TestRedis } from '../../platform/testing/redis.js';
import { until } from '../../platform/testing/until.js';
import type { Bustle } from './bustle.js';
import type { PartProcess, Processes } from './processes.js';

/** One thing that goes wrong, and is mended again. */
export interface Disaster {
  readonly name: string;
  /** Resolves when it is mended. */
  happen(bustle: Bustle): Promise<void>;
}

/** Everything that can be hurt. */
export interface Scene {
  readonly processes: Processes;
  readonly redis: TestRedis;
  /** Before each address of each subgraph. */
  readonly proxies: readonly { readonly name: string; readonly proxy: FaultProxy }[];
  /** Ends one of PostgreSQL's own processes without warning, at which it ends all others and recovers. */
  readonly crashPostgres: () => Promise<void>;
}

/** Milliseconds that most of them last. */
export interface Lengths {
  readonly fault: number;
  /** Of Redis being away. */
  readonly redis: number;
}

/** kill -9 of a process; another takes its place. */
export const killed = (scene: Scene, find: () => PartProcess): Disaster => ({
  name: `kill -9 of ${find().part}`,
  async happen(bustle) {
    const one = find();
    bustle.avoid(one.part === 'gateway' ? [one.url] : []);
    one.process.kill('SIGKILL');
    await scene.processes.replace(one);
    bustle.avoid([]);
  },
});

/** A process stands still, and goes on. */
export const frozen = (find: () => PartProcess, { fault }: Lengths): Disaster => ({
  name: `SIGSTOP of ${find().part}`,
  async happen(bustle) {
    const one = find();
    bustle.avoid(one.part === 'gateway' ? [one.url] : []);
    one.process.kill('SIGSTOP');
    await pause(fault);
    one.process.kill('SIGCONT');
    await until(`${one.part} is ready again`, () => one.isReady());
    bustle.avoid([]);
  },
});

/** Both of a subgraph are killed: its own fields are lost meanwhile, and no others. */
export const bothKilled = (scene: Scene): Disaster => ({
  name: 'kill -9 of both booking subgraphs',
  async happen(bustle) {
    const both = scene.processes.all('booking');
    for (const one of both) one.process.kill('SIGKILL');
    await Promise.all(both.map(({ exited }) => exited));
    const { data, errors = [] } = await bustle.answer('{ me { id username calendars { name } bookings(first: 1) { edges { node { id } } } } }');
    const me = data?.['me'] as { username: string | null; calendars: unknown[] | null; bookings: unknown } | null;
    if (!me?.username || !me.calendars?.length || me.bookings !== null) throw new Error(`One subgraph's absence cost more than its own fields: ${JSON.stringify(data)}`);
    if (errors.length === 0 || errors.some(({ extensions }) => extensions?.code !== 'SUBGRAPH_UNAVAILABLE')) throw new Error(`It was told otherwise: ${JSON.stringify(errors)}`);
    for (const one of both) await scene.processes.replace(one);
  },
});

/** Redis is away, with what it holds. */
export const redisAway = ({ redis }: Scene, lengths: Lengths): Disaster => ({
  name: `Redis stopped for ${String(lengths.redis / 1000)} s`,
  async happen() {
    await redis.stop();
    await pause(lengths.redis);
    await redis.start();
  },
});

/** Redis forgets everything: every job, every count. */
export const redisFlushed = ({ redis }: Scene): Disaster => ({ name: 'Redis flushed', happen: () => redis.flush() });

/** PostgreSQL crashes and recovers. */
export const postgresCrashed = ({ crashPostgres }: Scene): Disaster => ({ name: 'PostgreSQL restarted', happen: crashPostgres });

/** What a network does between the gateway, or a subgraph, and one copy of each subgraph. */
export function networkFaults({ proxies }: Scene, { fault }: Lengths): Disaster[] {
  const first = SUBGRAPHS.map((name) => proxies.find((each) => each.name === name)?.proxy).filter((proxy) => proxy !== undefined);
  const lasting = (name: string, begin: (proxy: FaultProxy) => void): Disaster => ({
    name,
    async happen() {
      for (const proxy of first) begin(proxy);
      await pause(fault);
      for (const proxy of first) proxy.heal();
    },
  });
  return [
    lasting('a network that delays', (proxy) => proxy.delay(150)),
    lasting('a network that resets', (proxy) => proxy.fall('RESET')),
    lasting('a network that refuses', (proxy) => proxy.fall('DOWN')),
    lasting('a network that cuts answers off', (proxy) => {
      proxy.cutAfter(700);
      proxy.fall('RESET');
    }),
    {
      name: 'a network that leaves connections half open',
      async happen() {
        for (const proxy of first) proxy.fall('SILENT');
        await pause(fault);
        // What fell silent stays silent; who is there notices, and takes a new connection.
        for (const proxy of first) proxy.heal();
      },
    },
  ];
}
