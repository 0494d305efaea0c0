import { WebSocket } from 'ws';
import type { TestGateway } from './gateway.js';

const LISTEN = 'subscription { calendarChanged(calendarId: "c1") { cursor kind event { title organizer { fullName } } } }';

/** Moments at which a socket may drop. */
const MOMENTS = ['opened', 'initialised', 'acknowledged', 'subscribed', 'listening', 'told'] as const;

/**
 * Connects and drops without a word, `times` times, at moments that alternate, twenty at once. Resolves when the last
 * client is gone; what is left behind is for the caller to count.
 */
export async function connectAndDrop(gateway: TestGateway, tokens: readonly string[], times: number): Promise<void> {
  let begun = 0;
  const worker = async (token: string): Promise<void> => {
    while (begun < times) {
      const moment = MOMENTS[begun % MOMENTS.length] ?? 'opened';
      begun += 1;
      await dropAt(gateway, token, moment);
    }
  };
  await Promise.all(tokens.map(worker));
}

async function dropAt(gateway: TestGateway, token: string, moment: (typeof MOMENTS)[number]): Promise<void> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  const drop = (): void => socket.terminate();
  socket.once('open', () => {
    if (moment === 'opened') return drop();
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    if (moment === 'initialised') setImmediate(drop);
  });
  socket.on('message', (text) => {
    const { type } = JSON.parse((text as Buffer).toString()) as { type: string };
    if (type === 'next') return drop();
    if (moment === 'acknowledged') return drop();
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: LISTEN } }));
    if (moment === 'subscribed') setImmediate(drop);
    if (moment === 'listening') setTimeout(drop, 5);
    if (moment === 'told') {
      // Again and again: on a busy machine the first may come before it listens.
      const telling = setInterval(() => gateway.graph.change('c1', { cursor: '1', kind: 'UPDATED', event: { id: 'e1' } }), 10);
      socket.once('close', () => clearInterval(telling));
    }
  });
  await gone;
}
