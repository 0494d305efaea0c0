import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { DEMO_PASSWORD } from '../demo/cast.js';
import { findChromium, FLAGS } from '../gateway/test/support/browser.js';
import { freePort } from '../platform/free-port.js';
import { packageRoot } from '../platform/package-root.js';
import { readiness } from './readiness.js';

/**
 * How long somebody who is signed in waits at `/` until entries of the calendar are shown and take a click: in a window of
 * chromium that is open already and has nothing of the application cached, and by a server that is up and has served the page
 * before. Both are on this machine.
 *
 * `npx tsx bench/first-view.ts [runs]`, after `node scripts/build.mjs`.
 */
const [RUNS = 9] = process.argv.slice(2).map(Number).filter(Number.isFinite);

/** Milliseconds in which the demo is there, and in which a window has come to rest. */
const [FILLING, SETTLING] = [8_000, 1_500];
const executablePath = findChromium();
if (!executablePath) throw new Error('There is no browser.');
const dataDir = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const url = `http://localhost:${String(await freePort())}`;
const settings = { ...env, DATA_DIR: dataDir, PORT: new URL(url).port, DEMO: '1', AUTH_RATE_LIMIT: '1000' };
const server = fork(join(packageRoot(), 'dist', 'start.js'), [], { env: settings, stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
await readiness(server);
await pause(FILLING);
const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
try {
  await firstView(browser);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await firstView(browser));
  times.sort((one, other) => one - other);
  const [fastest = 0, slowest = 0] = [times[0], times.at(-1)];
  say(`first view: ${ms(times[Math.floor(times.length / 2)] ?? 0)} (median of ${String(RUNS)}; ${ms(fastest)} to ${ms(slowest)})`);
  for (const [name, size] of sizes()) say(`${String(Math.round(size / 100) / 10).padStart(7)} KB  ${name}`);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
}

/** Milliseconds from asking for the page to an entry that is on top of everything at its place. */
async function firstView(within: Browser): Promise<number> {
  const localStorage = [{ name: 'convene.refresh', value: await refreshToken() }];
  const context = await within.newContext({ viewport: { width: 1280, height: 800 }, storageState: { cookies: [], origins: [{ origin: url, localStorage }] } });
  const page = await context.newPage();
  // Starting a process for the window takes a browser as long as half of the rest, and is not the page's doing.
  await page.goto(`${url}/pages/icon.svg`);
  await pause(SETTLING);
  await page.goto(url, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(() => {
    const entry = document.querySelector('.calendar .entry');
    if (!entry) return 0;
    const { x, y, width, height } = entry.getBoundingClientRect();
    const onTop = document.elementFromPoint(x + width / 2, y + height / 2);
    return onTop && (entry.contains(onTop) || onTop.contains(entry)) ? performance.now() : 0;
  });
  const time = await shown.jsonValue();
  await context.close();
  return time;
}

async function refreshToken(): Promise<string> {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { refreshToken } }';
  const variables = { input: { identifier: 'mara', password: DEMO_PASSWORD } };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data } = (await response.json()) as { data: { login: { refreshToken: string } } };
  return data.login.refreshToken;
}

/** Each script and style, packed as it travels. */
function sizes(): [string, number][] {
  const assets = join(packageRoot(), 'dist', 'client', 'assets');
  const packed = readdirSync(assets).filter((name) => name.endsWith('.br'));
  return packed.map((name): [string, number] => [name.replace('.br', ''), readFileSync(join(assets, name)).length]).sort((one, other) => other[1] - one[1]);
}

function ms(time: number): string {
  return `${String(Math.round(time))} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
