import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { hashOfScriptToken } from '../../../platform/identity/script-tokens.js';
import { SESSION_CHANGED, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, type LiveScriptToken, type LiveSession, type SessionSource } from '../../../platform/identity/sessions.js';
import { silentLogger } from '../../../platform/logger.js';
import { createMemoryPubSub } from '../../../platform/pubsub/memory.js';
import { manualClock, type ManualClock } from '../../../platform/testing/clock.js';
import { countingIds } from '../../../platform/testing/ids.js';
import { readGatewayConfig } from '../../config.js';
import type { Mailbox } from '../../http/mailbox.js';
import { startGateway, type RunningGateway } from '../../main.js';
import { startTestGraph, testSupergraph, type TestGraph } from './graph.js';

/** Sessions that tests begin and end. */
export interface TestSessions extends SessionSource {
  /** The ways in which the source misbehaves. */
  fault: 'none' | 'down' | 'silent';
  asked: number;
  /** Signs a token for a live session. */
  signIn(userId: string, scopes?: readonly string[], claims?: JWTPayload): Promise<string>;
  /** Makes a script's token; answers with its secret. */
  issueScriptToken(userId: string, options?: { id?: string; scopes?: readonly string[]; expiresAt?: Date }): string;
  /** Ends a session, or a script's token. */
  end(sessionId: string): void;
  grant(sessionId: string, scopes: readonly string[]): void;
}

/** A gateway over the small graph, on a port of its own. */
export interface TestGateway extends RunningGateway {
  readonly graph: TestGraph;
  readonly sessions: TestSessions;
  readonly clock: ManualClock;
  readonly metrics: Registry;
  /** Posts an operation; `token` as bearer. */
  post(query: string, options?: { token?: string; variables?: object; headers?: Record<string, string> }): Promise<{ status: number; body: unknown; headers: Headers }>;
  /** A client of graphql-transport-ws that does not try again. */
  client(connectionParams?: Record<string, unknown>): Client;
  /** Tells, as the user subgraph would, that a session has changed. */
  tellSessionChanged(sessionId: string): void;
}

/** Starts it. `env` are settings beside those that tests need. */
export async function startTestGateway(env: Record<string, string> = {}, mailbox?: Mailbox): Promise<TestGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, testSupergraph());
  const graph = startTestGraph();
  const clock = manualClock();
  const sessions = await createTestSessions(clock);
  const pubsub = createMemoryPubSub();
  const metrics = new Registry();
  const config = readGatewayConfig({ PORT: '0', SUPERGRAPH: supergraph, ...env });
  const gateway = await startGateway({
    config,
    subgraphs: graph.subgraphs,
    sessions,
    mailbox,
    logger: silentLogger(),
    metrics,
    clock,
    ids: countingIds(),
    pubsub,
  });
  const clients: Client[] = [];
  return {
    ...gateway,
    graph,
    sessions,
    clock,
    metrics,
    post: (query, options = {}) => post(gateway.url, query, options),
    client(connectionParams) {
      const url = `${gateway.url.replace('http', 'ws')}/graphql`;
      const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
      clients.push(client);
      return client;
    },
    tellSessionChanged: (sessionId) => pubsub.publish(SESSION_CHANGED, sessionId),
    async stop() {
      for (const client of clients) await client.dispose();
      await gateway.stop();
      await pubsub.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function post(
  url: string,
  query: string,
  { token, variables, headers }: { token?: string; variables?: object; headers?: Record<string, string> },
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const MEMBER = ['ACCOUNT', 'CALENDAR_READ', 'CALENDAR_WRITE', 'BOOKING_READ', 'BOOKING_WRITE'];

async function createTestSessions(clock: ManualClock): Promise<TestSessions> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' };
  const live = new Map<string, LiveSession>();
  const scripts = new Map<string, LiveScriptToken>();
  const sessions: TestSessions = {
    fault: 'none',
    asked: 0,
    keys: () => Promise.resolve({ keys: [jwk] }),
    session(sessionId) {
      this.asked += 1;
      if (this.fault === 'down') return Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:4001'));
      if (this.fault === 'silent') return new Promise(() => undefined);
      return Promise.resolve(live.get(sessionId) ?? null);
    },
    async signIn(userId, scopes = MEMBER, claims = {}) {
      const sessionId = `session-${userId}`;
      live.set(sessionId, { userId, role: 'MEMBER', scopes });
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ sub: userId, sid: sessionId, iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE, iat: now, exp: now + 600, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'k1', typ: TOKEN_TYPE })
        .sign(privateKey);
    },
    scriptToken(hash) {
      if (this.fault === 'down') return Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:4001'));
      return Promise.resolve(scripts.get(hash) ?? null);
    },
    issueScriptToken(userId, { id = `script-${userId}`, scopes = ['CALENDAR_READ'], expiresAt } = {}) {
      const secret = `cvt_${id}`;
      scripts.set(hashOfScriptToken(secret), { id, userId, role: 'MEMBER', scopes, expiresAt: expiresAt ?? null });
      return secret;
    },
    end(sessionId) {
      live.delete(sessionId);
      for (const [hash, { id }] of scripts) if (id === sessionId) scripts.delete(hash);
    },
    grant(sessionId, scopes) {
      const session = live.get(sessionId);
      if (session) live.set(sessionId, { ...session, scopes });
    },
  };
  return sessions;
}
