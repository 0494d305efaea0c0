import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { packageRoot } from '../../../platform/package-root.js';
import type { Session, Stack } from './stack.js';

/** Where the application keeps the refresh token. */
const KEY = 'convene.refresh';
/** Where it keeps that the browser's language counts, whatever the profile says: people of the demo read English by theirs. */
const LANGUAGE = { name: 'convene.locale', value: 'browser' };
/** Milliseconds that a condition on a page is waited for. */
const PATIENCE = 20_000;

/** One person's browser window: it shares no storage with others. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Faults on the console, breaches of the policy, requests that failed or went elsewhere; empty at the end of a good test. */
  readonly complaints: readonly string[];
  /** The names of operations sent over HTTP so far, in order. */
  asked(): readonly string[];
  /** From now on, what this matches is no complaint: the test means it to happen. */
  expect(what: RegExp): void;
  /** The same person in another tab. */
  openTab(path?: string): Promise<Page>;
  close(): Promise<void>;
}

interface WindowOptions {
  /** Where it begins; `/` unless told. */
  readonly path?: string;
  /** Pixels: 1280 unless told, with 800 of height; 360 is a phone, with 740. */
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** A BCP 47 tag: the browser's language. */
  readonly locale?: string;
  readonly timezoneId?: string;
}

/** Opens a window. `who` is a username of the demo, a session, or null for somebody who is not signed in. */
export async function openWindow(stack: Stack, who: string | Session | null, options: WindowOptions = {}): Promise<Window> {
  const { path = '/', width = 1280, theme = 'light', locale = 'en-GB', timezoneId = 'Europe/Berlin' } = options;
  const session = typeof who === 'string' ? await stack.signIn(who) : who;
  const kept = session ? [{ name: KEY, value: session.refreshToken }] : [];
  const context = await stack.browser.newContext({
    viewport: { width, height: width < 640 ? 740 : 800 },
    colorScheme: theme,
    locale,
    timezoneId,
    // Axe, and whoever waits for a place on the screen, would else meet colours and boxes on their way.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.url });
  const complaints: string[] = [];
  const asked: string[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url() === `${stack.url}/graphql`) asked.push((request.postDataJSON() as { operationName: string }).operationName);
  });
  const meant: RegExp[] = [];
  await listen(context, stack.url, (complaint) => {
    if (!meant.some((what) => what.test(complaint))) complaints.push(complaint);
  });
  const openTab = async (to = '/'): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(stack.url + to);
    return page;
  };
  const page = await context.newPage();
  await keep(page, stack.url, [LANGUAGE, ...kept]);
  await page.goto(stack.url + path);
  return {
    page,
    context,
    complaints,
    asked: () => asked,
    expect: (what) => void meant.push(what),
    openTab,
    close: () => context.close(),
  };
}

/** Has the first page of a window find this in its storage, once. (Playwright's `storageState` opens a page of its own for it, which takes as long as ours.) */
async function keep(page: Page, origin: string, items: readonly { name: string; value: string }[]): Promise<void> {
  await page.addInitScript(
    ({ origin, items }) => {
      if (location.origin !== origin || sessionStorage.getItem('test.kept') !== null) return;
      sessionStorage.setItem('test.kept', '');
      for (const { name, value } of items) localStorage.setItem(name, value);
    },
    { origin, items },
  );
}

async function listen(context: BrowserContext, origin: string, complain: (complaint: string) => void): Promise<void> {
  context.on('weberror', (error) => complain(`threw: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) complain(`elsewhere: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    // Whoever leaves a page takes back what it had asked.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') complain(`failed: ${request.method()} ${request.url()} ${why}`);
  });
  await context.exposeBinding('tellOfBreach', (_source, breach: string) => complain(`policy: ${breach}`));
  await context.addInitScript(() => {
    const { tellOfBreach } = globalThis as unknown as { tellOfBreach: (breach: string) => void };
    document.addEventListener('securitypolicyviolation', (event) => tellOfBreach(`${event.effectiveDirective} refuses ${event.blockedURI}`));
  });
}

/** Widths and themes in which every page is looked at. */
const WIDTHS = { 1280: 800, 360: 740 } as const;

/**
 * With PICTURES in the environment: the page as it stands, in both widths and both themes, as
 * .cache/screenshots/<name>-<width>-<theme>.png. Without, nothing happens.
 */
export async function takePictures(page: Page, name: string, widths: readonly (keyof typeof WIDTHS)[] = [1280, 360]): Promise<void> {
  if (!process.env['PICTURES']) return;
  const folder = join(packageRoot(), '.cache', 'screenshots');
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: WIDTHS[width] });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(folder, `${name}-${String(width)}-${theme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
