import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Convene } from '../../convene.js';
import type { Database } from '../../platform/database/database.js';
import { openDatabase } from '../../platform/database/open.js';
import { silentLogger } from '../../platform/logger.js';
import { manualClock, type ManualClock } from '../../platform/testing/clock.js';
import { until } from '../../platform/testing/until.js';
import { startConveneHere } from './convene-here.js';

/** What an operation answered over HTTP. */
export interface Answer {
  readonly status: number;
  // Tests read deep into answers whose shape their own query says.
  readonly data: Record<string, never> | null;
  readonly codes: readonly string[];
  readonly headers: Headers;
}

/** Everything in this process behind its public door, with a clock that tests move. */
export interface Door {
  readonly convene: Convene;
  readonly clock: ManualClock;
  /** A connection to the database of accounts, to look behind it. */
  readonly accounts: Database;
  /** Posts an operation; `token` as bearer. */
  ask(query: string, variables?: object, token?: string): Promise<Answer>;
  register(username: string, role?: string): Promise<Person>;
  /** As the administrator of the settings. */
  askAsRoot(query: string, variables?: object): Promise<Answer>;
  /** The token in the newest mail to this address with this path in its link. */
  mailedToken(email: string, path: string): Promise<string>;
  /** A WebSocket that says it is `token`; nobody without one. */
  connect(token?: string): Listening;
  stop(): Promise<void>;
}

/** Somebody who has just registered. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** One WebSocket. */
export interface Listening {
  /** Resolves once the server has taken the connection. @throws the close event when it has not. */
  readonly opened: Promise<void>;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
  /** The answer to a query or mutation. */
  ask(query: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** Subscribes; what arrives is pushed to the list. */
  listen(query: string, variables?: Record<string, unknown>): unknown[];
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';
const ADMINISTRATOR = { email: 'root@example.org', password: 'the first administrator' };

/** Starts it over databases of its own, at the present moment. */
export async function openDoor(env: Record<string, string> = {}): Promise<Door> {
  const clock = manualClock(new Date());
  const settings = { AUTH_RATE_LIMIT: '1000000', ADMIN_EMAIL: ADMINISTRATOR.email, ADMIN_PASSWORD: ADMINISTRATOR.password };
  const convene = await startConveneHere({ ...settings, ...env }, { clock });
  const accounts = await openDatabase({ url: convene.databases.user, migrations: [], migrate: false, poolSize: 2, logger: silentLogger() });
  const sockets: Listening[] = [];

  const ask: Door['ask'] = async (query, variables = {}, token) => {
    const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const response = await fetch(`${convene.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const body = (await response.json()) as { data?: Answer['data']; errors?: { extensions: { code: string } }[] };
    const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
    return { status: response.status, data: body.data ?? null, codes, headers: response.headers };
  };
  const signIn = async (identifier: string, password: string): Promise<string> =>
    dataOf<{ accessToken: string }>(
      await ask(`mutation ($i: String!, $p: String!) { login(input: { identifier: $i, password: $p }) { accessToken } }`, { i: identifier, p: password }),
      'login',
    ).accessToken;
  const askAsRoot = async (query: string, variables?: object): Promise<Answer> =>
    ask(query, variables, await signIn(ADMINISTRATOR.email, ADMINISTRATOR.password));

  return {
    convene,
    clock,
    accounts,
    ask,
    askAsRoot,
    mailedToken: (email, path) =>
      until(`a mail with ${path} has come to ${email}`, async () => {
        const mail = (await convene.mailbox.list()).find(({ to, text }) => to === email && text.includes(path));
        return mail && /token=([\w-]+)/.exec(mail.text)?.[1];
      }),
    async register(username, role) {
      const input = { username, email: `${username}@example.org`, password: PASSWORD, fullName: `Full ${username}` };
      const made = dataOf<{ accessToken: string; refreshToken: string; user: { id: string } }>(
        await ask(`mutation ($input: RegisterInput!) { register(input: $input) { accessToken refreshToken user { id } } }`, { input }),
        'register',
      );
      const { accessToken, refreshToken, user } = made;
      if (role) await askAsRoot(`mutation ($id: ID!, $role: UserRole!) { setUserRole(userId: $id, role: $role) { id } }`, { id: user.id, role });
      return { id: user.id, username, accessToken, refreshToken };
    },
    connect(token) {
      const socket = listenAt(`${convene.url.replace(/^http/, 'ws')}/graphql`, token);
      sockets.push(socket);
      return socket;
    },
    async stop() {
      await Promise.all(sockets.map((socket) => socket.close()));
      await accounts.close();
      await convene.stop();
    },
  };
}

/** One root field of an answer without errors. */
export function dataOf<Data>(answer: Answer, field: string): Data {
  if (answer.codes.length > 0) throw new Error(`${field} answered ${answer.codes.join(', ')}`);
  return answer.data?.[field] as unknown as Data;
}

function listenAt(url: string, token: string | undefined): Listening {
  let closedWith: number | undefined;
  let open = false;
  const connectionParams = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const connection = createClient({
    url,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    connectionParams,
    onNonLazyError: () => undefined,
    on: {
      connected: () => (open = true),
      closed: (event) => (closedWith = (event as { code: number }).code),
    },
  });
  const opened = until('the socket is open or closed', () => open || closedWith !== undefined).then(() => {
    if (!open) throw new Error(`closed with ${String(closedWith)}`);
  });
  opened.catch(() => undefined);
  return {
    opened,
    get closed() {
      return until('the socket is closed', () => closedWith ?? null);
    },
    async ask(query, variables = {}) {
      for await (const answer of connection.iterate({ query, variables })) return answer;
      return null;
    },
    listen(query, variables = {}) {
      const heard: unknown[] = [];
      connection.subscribe({ query, variables }, { next: (message) => heard.push(message), error: (error) => heard.push(error), complete: () => undefined });
      return heard;
    },
    async close() {
      await connection.dispose();
    },
  };
}
