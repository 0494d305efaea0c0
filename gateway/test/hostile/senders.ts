import { connect } from 'node:net';
import { WebSocket } from 'ws';

/** What came back, in the few words that the catalogue compares. */
export type Outcome = Readonly<Record<string, unknown>>;

/** Where to send to, and as whom. */
export interface Target {
  readonly url: string;
  readonly port: number;
  /** A bearer token of somebody. */
  readonly token: string;
}

/** Sends one hostile input. */
export type Send = (target: Target) => Promise<Outcome>;

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly bound?: string } }[];
}

/** The code of the first error, the bound that it names, and the data. */
function told({ data, errors }: Answer): Outcome {
  const { code, bound } = errors?.[0]?.extensions ?? {};
  return { ...(code === undefined ? {} : { code }), ...(bound === undefined ? {} : { bound }), ...(data === undefined ? {} : { data }) };
}

/** A request by fetch; its status, and what a GraphQL answer tells. */
export const request =
  (init: RequestInit & { path?: string }): Send =>
  async ({ url }) => {
    const { path = '/graphql', ...rest } = init;
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...rest });
    const text = await response.text();
    const isGraphql = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, ...(isGraphql ? told(JSON.parse(text) as Answer) : {}) };
  };

const JSON_BODY = { 'content-type': 'application/json' };

/** A body as it is, said to be JSON. */
export const body = (content: BodyInit, headers: Record<string, string> = {}): Send =>
  request({ method: 'POST', headers: { ...JSON_BODY, ...headers }, body: content });

/** A document by HTTP. */
export const byHttp = (query: string, more: object = {}): Send => body(JSON.stringify({ query, ...more }));

/** The same by WebSocket, signed in. */
export const bySocket =
  (query: string, more: object = {}): Send =>
  async ({ url, token }) => {
    const socket = open(url);
    try {
      await socket.next();
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      await socket.next();
      socket.send({ id: '1', type: 'subscribe', payload: { query, ...more } });
      const message = await socket.next();
      if ('close' in message) return message;
      const { type, payload } = message as { type: string; payload: Answer | Answer['errors'] };
      return told(type === 'error' ? { errors: payload as Answer['errors'] } : (payload as Answer));
    } finally {
      socket.end();
    }
  };

type Step = object | string | Buffer;

/** Opens a socket, sends messages without waiting, and tells how the server closed it. */
export const socket =
  (steps: readonly Step[], { protocol = 'graphql-transport-ws', path = '/graphql', headers = {} } = {}): Send =>
  async ({ url, token }) => {
    const opened = open(url, protocol, path, headers);
    try {
      const first = await opened.next();
      if ('close' in first || 'status' in first) return first;
      for (const step of steps) {
        opened.send(step === SIGN_IN ? { type: 'connection_init', payload: { authorization: `Bearer ${token}` } } : step);
        if (step === SIGN_IN) await opened.next();
      }
      for (;;) {
        const message = await opened.next();
        if ('close' in message) return message;
      }
    } finally {
      opened.end();
    }
  };

/** Stands for the message that signs somebody in. */
export const SIGN_IN = Object.freeze({ sign: 'in' });

function open(url: string, protocol: string | undefined = 'graphql-transport-ws', path = '/graphql', headers: Record<string, string> = {}) {
  const opened = new WebSocket(`${url.replace('http', 'ws')}${path}`, protocol === '' ? [] : [protocol], { headers, perMessageDeflate: false });
  const arrived: Outcome[] = [];
  let wake = (): void => undefined;
  const arrive = (message: Outcome): void => {
    arrived.push(message);
    wake();
  };
  opened.on('open', () => arrive({ open: true }));
  opened.on('message', (data) => arrive(JSON.parse((data as Buffer).toString('utf8')) as Outcome));
  opened.on('close', (code) => arrive({ close: code }));
  opened.on('unexpected-response', (_request, response) => arrive({ status: response.statusCode }));
  opened.on('error', () => undefined);
  return {
    async next(): Promise<Outcome> {
      while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return arrived.shift() ?? {};
    },
    send(step: Step) {
      opened.send(typeof step === 'string' || Buffer.isBuffer(step) ? step : JSON.stringify(step));
    },
    end: () => opened.terminate(),
  };
}

/** Bytes as they are. Tells the status of the first answer, or that the connection was closed without one. */
export const raw =
  (...chunks: readonly (string | Buffer)[]): Send =>
  ({ port }) =>
    new Promise((resolve) => {
      const connection = connect({ port, host: '127.0.0.1' }, () => chunks.forEach((chunk) => connection.write(chunk)));
      let answer = '';
      const tell = (): void => {
        connection.destroy();
        const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
        resolve(status === undefined ? { closed: true } : { status: Number(status) });
      };
      connection.on('data', (data: Buffer) => {
        answer += data.toString('latin1');
        if (/^HTTP\/1\.1 \d{3}/.test(answer)) tell();
      });
      connection.on('error', tell);
      connection.on('close', tell);
    });

/** Lines of a request's head. */
export const head = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
