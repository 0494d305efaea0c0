import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { startConvene } from '../convene.js';
import { buildSupergraph } from '../gateway/supergraph.js';
import { hostileDocuments } from '../gateway/test/support/generated-documents.js';

/**
 * What becomes of `{ me { id } }`, and of what is refused, while others send documents that try to hurt: broad, deep,
 * multiplied by fragments, expensive, each new to the server. The server, the attack and the query each have a process.
 *
 * `npx tsx bench/attack.ts [connections that attack] [seconds]`
 */
const ROLES = ['server', 'attack'] as const;
const [role] = process.argv.slice(2);
const [CONNECTIONS = 8, SECONDS = 10] = process.argv.slice(2).map(Number).filter(Number.isFinite);
const QUERIES_A_SECOND = 50;

if (role === ROLES[0]) await serve();
else if (role === ROLES[1]) await attack();
else await main();

function start(as: (typeof ROLES)[number], settings: Record<string, string> = {}) {
  const child = fork(fileURLToPath(import.meta.url), [as, String(CONNECTIONS)], { execArgv: ['--import', 'tsx'], env: { ...env, ...settings } });
  return { child, said: async () => ((await once(child, 'message')) as [unknown])[0] };
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'convene-bench-'));
  const server = start('server', { DATA_DIR: dataDir, PORT: '0', DEMO: '0' });
  const attacker = start('attack');
  try {
    const url = (await server.said()) as string;
    const token = await register(url);
    await measure(url, token, 2);
    const attacks = attacker.said();
    attacker.child.send(url);
    await attacks;
    await pause(2000);
    attacker.child.send('forget');
    const attacked = await measure(url, token, SECONDS);
    const told = attacker.said();
    attacker.child.send('stop');
    const seen = (await told) as Record<string, number[]>;
    await pause(1000);
    const quiet = await measure(url, token, SECONDS);
    tell('{ me { id } } in the calm', quiet);
    tell('{ me { id } } under attack', attacked);
    for (const [what, times] of Object.entries(seen)) tell(what, times);
  } finally {
    attacker.child.kill();
    server.child.send('stop');
    await once(server.child, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function serve(): Promise<void> {
  const convene = await startConvene({ env });
  process.send?.(convene.url);
  // Told to stop, or nobody is there any more.
  await Promise.race([once(process, 'message'), once(process, 'disconnect')]);
  await convene.stop();
  process.exit(0);
}

async function register(url: string): Promise<string> {
  const input = { username: 'ada', email: 'ada@example.org', password: 'correct horse battery', fullName: 'Ada' };
  const { data } = (await ask(url, { query: 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', variables: { input } })) as {
    data: { register: { accessToken: string } };
  };
  return data.register.accessToken;
}

/** Milliseconds of each query, sent at an even pace whether or not the ones before were answered. */
async function measure(url: string, token: string, seconds: number): Promise<number[]> {
  const begun = performance.now();
  const answers: Promise<number>[] = [];
  for (let n = 0; n < QUERIES_A_SECOND * seconds; n += 1) {
    await pause(Math.max(0, begun + (n * 1000) / QUERIES_A_SECOND - performance.now()));
    const sent = performance.now();
    answers.push(ask(url, { query: '{ me { id } }' }, token).then(() => performance.now() - sent));
  }
  return Promise.all(answers);
}

/** Sends hostile documents to the address that it is told until it is told to stop; tells how long each kind of answer took. */
async function attack(): Promise<void> {
  const { apiSchema } = buildSupergraph(readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'));
  const documents = fc.sample(hostileDocuments(apiSchema), { numRuns: 1500, seed: 4 });
  const seen: Record<string, number[]> = {};
  let running = true;
  let next = 0;
  const [url] = (await once(process, 'message')) as [string];
  process.on('message', (word) => {
    if (word === 'stop') running = false;
    else for (const times of Object.values(seen)) times.length = 0;
  });
  const connection = async (): Promise<void> => {
    while (running) {
      next += 1;
      // Each has a name of its own, so that none is known from before.
      const query = (documents[next % documents.length] ?? '').replace('query H', `query H${String(next)}_`);
      const sent = performance.now();
      const { errors, data } = (await ask(url, { query })) as { data?: unknown; errors?: { extensions: { code: string; bound?: string } }[] };
      const { code, bound } = errors?.[0]?.extensions ?? {};
      const kind = data === undefined ? `refused: ${bound ?? code ?? ''}` : 'answered';
      (seen[kind] ??= []).push(performance.now() - sent);
    }
  };
  process.send?.('ready');
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  process.send?.(seen);
}

async function ask(url: string, sent: object, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(sent) });
  return response.json();
}

function tell(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  process.stdout.write(`${what.padEnd(34)} ${String(sorted.length).padStart(6)} ×  p50 ${at(0.5).padStart(7)} ms  p99 ${at(0.99).padStart(7)} ms\n`);
}
