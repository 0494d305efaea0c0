import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { startConvene } from '../convene.js';
import { DEMO_PASSWORD } from '../demo/cast.js';
import { findChromium, FLAGS } from '../gateway/test/support/browser.js';
import { silentLogger } from '../platform/logger.js';
import { packageRoot } from '../platform/package-root.js';

/**
 * How long somebody who is signed in waits at `/` until entries of the calendar are shown and take a click: chromium with
 * nothing cached, beside a server that is up and has served the page before, with everything on this machine.
 *
 * `npx tsx bench/first-view.ts [runs]`
 */
const [RUNS = 9] = process.argv.slice(2).map(Number).filter(Number.isFinite);

const executablePath = findChromium();
if (!executablePath) throw new Error('There is no browser.');
const dataDir = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const convene = await startConvene({ env: { DATA_DIR: dataDir, PORT: '0', DEMO: '1', AUTH_RATE_LIMIT: '1000' }, logger: silentLogger() });
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
  await convene.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Milliseconds from asking for the page to an entry that is on top of everything at its place. */
async function firstView(within: Browser): Promise<number> {
  const input = { identifier: 'mara', password: DEMO_PASSWORD };
  const { data } = await convene.execute({ query: 'mutation ($input: LoginInput!) { login(input: $input) { refreshToken } }', variables: { input } });
  const { login } = data as { login: { refreshToken: string } };
  const localStorage = [{ name: 'convene.refresh', value: login.refreshToken }];
  const context = await within.newContext({ viewport: { width: 1280, height: 800 }, storageState: { cookies: [], origins: [{ origin: convene.url, localStorage }] } });
  const page = await context.newPage();
  await page.goto(convene.url, { waitUntil: 'commit' });
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
