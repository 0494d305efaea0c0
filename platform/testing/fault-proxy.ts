import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * What is wrong with a network:
 * `DOWN`: connections are reset, and so is every new one.
 * `RESET`: those there are now are reset once; new ones work.
 * `SILENT`: nothing is forwarded any more, and nobody is told: half open. New ones are accepted, and nobody answers.
 */
export type Fault = 'DOWN' | 'RESET' | 'SILENT';

/** A TCP proxy of one test, in front of one server. */
export interface FaultProxy {
  readonly port: number;
  /** How many connections there are now. */
  readonly connections: number;
  /** How many came in all, those that were reset at once too. */
  readonly accepted: number;
  /** From now on. Connections that fell silent stay so for ever, also after `heal()`. */
  fall(fault: Fault): void;
  /** Everything arrives so many milliseconds later, in both directions; 0 for at once. */
  delay(milliseconds: number): void;
  /** The next connection is reset once so many bytes of answers went through it; null for none. */
  cutAfter(bytes: number | null): void;
  /** New connections work again. */
  heal(): void;
  stop(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
  /** Bytes of answers that may still go through. */
  left: number;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startFaultProxy(target: { readonly port: number; readonly host?: string }): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  const unanswered = new Set<Socket>();
  let fault: 'DOWN' | 'SILENT' | null = null;
  let late = 0;
  let cut: number | null = null;
  let accepted = 0;

  const proxy = createServer((client) => {
    accepted += 1;
    client.on('error', ignore);
    if (fault === 'DOWN') {
      client.resetAndDestroy();
      return;
    }
    if (fault === 'SILENT') {
      unanswered.add(client);
      client.on('close', () => unanswered.delete(client));
      client.pause();
      return;
    }
    const server = connect({ host: target.host ?? '127.0.0.1', port: target.port });
    const pair: Pair = { client, server, silent: false, left: cut ?? Infinity };
    cut = null;
    pairs.add(pair);
    join(pair, () => late, () => pairs.delete(pair));
  });
  const resetAll = (): void => {
    for (const pair of pairs) reset(pair);
  };
  await listen(proxy);
  return {
    port: (proxy.address() as AddressInfo).port,
    get connections() {
      return pairs.size + unanswered.size;
    },
    get accepted() {
      return accepted;
    },
    fall(kind) {
      if (kind !== 'RESET') fault = kind;
      if (kind === 'SILENT') for (const pair of pairs) pair.silent = true;
      else resetAll();
    },
    delay(milliseconds) {
      late = milliseconds;
    },
    cutAfter(bytes) {
      cut = bytes;
    },
    heal() {
      fault = null;
      late = 0;
      cut = null;
    },
    async stop() {
      resetAll();
      unanswered.forEach(resetSocket);
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** Passes on what comes, in order, with the delay of that moment, until either side ends or the pair falls silent. */
function join(pair: Pair, late: () => number, gone: () => void): void {
  const { client, server } = pair;
  const pass = (from: Socket, to: Socket, measure: (bytes: Buffer) => Buffer): void => {
    const inOrder = createDelay(late);
    from.on('data', (bytes: Buffer) => {
      inOrder(() => {
        if (pair.silent || to.destroyed) return;
        const allowed = measure(bytes);
        to.write(allowed);
        if (allowed.length < bytes.length || pair.left === 0) reset(pair);
      });
    });
    from.on('end', () => {
      inOrder(() => {
        if (!pair.silent) to.end();
      });
    });
    from.on('error', ignore);
    from.on('close', () => {
      if (!pair.silent) to.destroy();
      if (pair.client.destroyed && pair.server.destroyed) gone();
    });
  };
  pass(client, server, (bytes) => bytes);
  pass(server, client, (bytes) => {
    const allowed = bytes.subarray(0, Math.min(bytes.length, pair.left));
    pair.left -= allowed.length;
    return allowed;
  });
}

/** Does things in the order in which they came, each after the delay that there is when it comes. */
function createDelay(late: () => number): (what: () => void) => void {
  let before = Promise.resolve();
  return (what) => {
    const milliseconds = late();
    const due = milliseconds === 0 ? Promise.resolve() : new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
    before = before.then(() => due).then(what);
  };
}

const reset = ({ client, server }: Pair): void => [client, server].forEach(resetSocket);

/** A side that is closing already can't be reset any more; Node would keep its handle for ever. */
function resetSocket(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

const ignore = (_: unknown): void => undefined;
