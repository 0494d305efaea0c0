import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate as turn } from 'node:timers/promises';
import type { TestGateway } from './gateway.js';
import { listenBarely, valueOf, type BareListener } from './listeners.js';
import { until } from '../../../platform/testing/until.js';

const LISTEN = 'subscription { calendarChanged(calendarId: "c1") { cursor } }';
/** Told to each between two looks at whether they are stalled: more than the kernel buffers. */
const BYTES_BETWEEN_LOOKS = 8e6;
/** The same between two measurements of memory, each of which collects garbage twice. */
const BYTES_BETWEEN_MEASUREMENTS = 4e6;

/** What it cost. */
export interface StallReport {
  /** Megabytes that the process held more than before, at most, garbage apart. */
  readonly megabytes: number;
  /** Megabytes that were sent, those that the kernel took included. */
  readonly sent: number;
  /** The codes with which they were closed. */
  readonly codes: readonly number[];
}

/**
 * Lets listeners stall, and sends to them until all are closed. The larger the messages the fewer fill what the kernel
 * buffers, and the less work it is.
 */
export async function stallListeners(gateway: TestGateway, tokens: readonly string[], messageBytes = 20_000): Promise<StallReport> {
  const every = (bytes: number): boolean => rounds % Math.round(bytes / messageBytes) === 0;
  const listeners: BareListener[] = [];
  for (const token of tokens) listeners.push(await listenBarely(gateway.url, token, LISTEN));
  await until('all listen', () => gateway.graph.listeners() === tokens.length);
  for (const { socket } of listeners) socket.pause();

  const before = await held();
  let most = 0;
  let rounds = 0;
  while (gateway.graph.listeners() > 0) {
    const cursor = `${String(rounds)} `.padEnd(messageBytes, 'x');
    gateway.graph.change('c1', { cursor, kind: 'UPDATED', event: null });
    rounds += 1;
    await turn();
    if (every(BYTES_BETWEEN_MEASUREMENTS)) most = Math.max(most, (await held()) - before);
    // Nothing leaves any more: those that are stalled count as such after a second.
    if (every(BYTES_BETWEEN_LOOKS)) await until('they are stalled', () => gateway.graph.listeners() === 0 || waits(gateway), 20_000);
  }
  most = Math.max(most, (await held()) - before);
  for (const { socket } of listeners) socket.resume();
  const codes = await Promise.all(listeners.map(({ closed }) => closed));
  return { megabytes: most / 1e6, sent: (rounds * tokens.length * messageBytes) / 1e6, codes };
}

const waits = async (gateway: TestGateway): Promise<boolean> => (await valueOf(gateway, 'gateway_waiting_messages')) > 0;

/** Bytes in use after garbage was collected: twice, since what buffers held is given back only after a collection. */
async function held(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await turn();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
