import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../platform/free-port.js';
import { readiness } from './readiness.js';

/**
 * How much a flood of logins slows another query: its p99 while logins with wrong passwords arrive from ever new addresses
 * (throttling by address spares nothing then), against its p99 in the calm before, in turns within one run. The server, the
 * flood and the query each have a process of their own. Ratios hold from machine to machine; milliseconds do not.
 *
 * `npx tsx bench/login-flood.ts [logins a second] [rounds]`, after `node scripts/build.mjs`.
 */
const [FLOOD = 100, ROUNDS = 5] = process.argv.slice(2).map(Number);
const SECONDS = 4;
/** Milliseconds of a first flood: what is compiled and planned then, and what strangers had saved up, is no part of either, nor the time before V8 steps back. */
const WARM_UP = 40_000;
const QUERIES_A_SECOND = 100;
const PASSWORD = 'correct horse battery';
const agent = new Agent({ keepAlive: true, timeout: 3000 });

if (process.send) await flood();
else await main();

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'convene-bench-'));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}/graphql`;
  const settings = { ...env, DEMO: '0', PORT: port, DATA_DIR: dataDir, TRUSTED_PROXIES: '127.0.0.1' };
  const server = fork(fileURLToPath(new URL('../dist/start.js', import.meta.url)), [], { env: settings, stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  const flooder = fork(fileURLToPath(import.meta.url), process.argv.slice(2), { execArgv: ['--import', 'tsx', '--single-threaded-gc'] });
  try {
    await readiness(server);
    const token = await register(url);
    await measure(url, token);
    flooder.send(url);
    await pause(WARM_UP);
    flooder.send('stop');
    await once(flooder, 'message');
    const times: Record<'calm' | 'flood', number[]> = { calm: [], flood: [] };
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const calm = await measure(url, token);
      flooder.send(url);
      await pause(500);
      const flooded = await measure(url, token);
      flooder.send('stop');
      const [told] = (await once(flooder, 'message')) as [string];
      times.calm.push(...calm);
      times.flood.push(...flooded);
      const [before, under] = [quantile(calm, 0.99), quantile(flooded, 0.99)];
      ratios.push(under / before);
      process.stdout.write(`round ${String(round + 1)}: p99 ${before.toFixed(1)} → ${under.toFixed(1)} ms; logins ${told}\n`);
      await pause(1000);
    }
    for (const [name, values] of Object.entries(times)) {
      process.stdout.write(`${name.padEnd(6)} p50 ${quantile(values, 0.5).toFixed(1)} ms  p99 ${quantile(values, 0.99).toFixed(1)} ms  of ${String(values.length)}\n`);
    }
    const ratio = quantile(times.flood, 0.99) / quantile(times.calm, 0.99);
    process.stdout.write(`p99 under ${String(FLOOD)} logins a second: ${ratio.toFixed(2)} of the calm one; median of the rounds ${quantile(ratios, 0.5).toFixed(2)}\n`);
  } finally {
    flooder.kill();
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function register(url: string): Promise<string> {
  const input = { username: 'ada', email: 'ada@example.org', password: PASSWORD, fullName: 'Ada' };
  const query = `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`;
  const { data } = (await ask(url, { query, variables: { input } })) as { data: { register: { accessToken: string } } };
  return data.register.accessToken;
}

/** Milliseconds of each query, sent at an even pace whether or not the ones before were answered. */
async function measure(url: string, token: string): Promise<number[]> {
  const query = `{ me { id username email sessions { id } } }`;
  return paced(QUERIES_A_SECOND, SECONDS, async () => {
    const begun = performance.now();
    await ask(url, { query }, { authorization: `Bearer ${token}` });
    return performance.now() - begun;
  });
}

/** In a process of its own: floods the address that it is sent until it is sent `stop`. */
async function flood(): Promise<void> {
  let flooding = false;
  process.on('message', (message: string) => {
    flooding = message !== 'stop';
    if (flooding) void run(message);
  });
  /** At an even pace, whether or not the ones before were answered. */
  const run = async (url: string): Promise<void> => {
    const codes: Record<string, number> = {};
    const query = `mutation ($n: String!) { login(input: { identifier: $n, password: "a wrong guess" }) { expiresIn } }`;
    let open = 0;
    const guess = async (n: number): Promise<void> => {
      const address = `10.${[n, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;
      const variables = { n: n % 2 === 0 ? 'ada' : `nobody${String(Math.random())}` };
      const { errors } = (await ask(url, { query, variables }, { 'x-forwarded-for': address })) as { errors: { extensions: { code: string } }[] };
      const code = errors[0]?.extensions.code ?? 'none';
      codes[code] = (codes[code] ?? 0) + 1;
      open -= 1;
    };
    const begun = performance.now();
    for (let n = 0; flooding; n += 1) {
      const wait = begun + (n * 1000) / FLOOD - performance.now();
      if (wait > 0) await pause(wait);
      open += 1;
      void guess(n);
    }
    while (open > 0) await pause(10);
    process.send?.(JSON.stringify(codes));
  };
  await once(process, 'disconnect');
}

async function paced<T>(aSecond: number, seconds: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const begun = performance.now();
  const all: Promise<T>[] = [];
  for (let n = 0; n < aSecond * seconds; n += 1) {
    const wait = begun + (n * 1000) / aSecond - performance.now();
    if (wait > 0) await pause(wait);
    all.push(work(n));
  }
  return Promise.all(all);
}

/** By node:http, which takes a third of what fetch does: this machine's processors are for the server. */
function ask(url: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
    sent.once('error', reject);
    sent.end(JSON.stringify(body));
  });
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
