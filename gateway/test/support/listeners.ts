import { WebSocket } from 'ws';
import { until } from '../../../platform/testing/until.js';
import type { TestGateway } from './gateway.js';

/** A listener by a bare socket, which can stop to read. */
export interface BareListener {
  readonly socket: WebSocket;
  readonly received: string[];
  /** The code with which it was closed, once it was. */
  readonly closed: Promise<number>;
}

/** Connects as whom the token names, and subscribes; resolves when the subscription is sent. */
export async function listenBarely(url: string, token: string, query: string): Promise<BareListener> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const received: string[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.on('message', (text) => received.push((text as Buffer).toString()));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await until('it is acknowledged', () => received.length > 0 || socket.readyState !== socket.OPEN);
  received.length = 0;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return { socket, received, closed };
}

/** The value of a metric without labels. */
export async function valueOf({ metrics }: Pick<TestGateway, 'metrics'>, metric: string): Promise<number> {
  const text = await metrics.getSingleMetricAsString(metric);
  return Number(/^\w+ (\S+)$/m.exec(text)?.[1]);
}
