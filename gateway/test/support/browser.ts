import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findProgram } from '../../../platform/testing/programs.js';

/** Where a browser is, or null. With `chromium` in REQUIRE its absence is a fault. */
export const findChromium = (): string | null => findProgram('chromium', 'chromium-browser', 'google-chrome');

/**
 * What each window would otherwise have beside its page: a second page for what is typed into the address bar, and a process held ready
 * for the next. Without them a window opens in half of the time.
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI', 'SpareRendererForSitePerProcess'];
/** What Playwright turns off itself: the last list of features to turn off is the one that counts. */
const DISTURBING = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** With these it runs as any user, in a container, and asks nothing of hosts that a test does not name. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...UNSEEN, ...DISTURBING].join(',')}`,
];

/** For tests, not for measuring: a page of a test is gone before a better translation of its program has paid. */
export const SHORT_LIVED = '--js-flags=--no-maglev,--no-opt';

/** A page in a browser of its own. */
export interface TestBrowser {
  readonly page: Page;
  /** What the page complained of, and what it asked of other hosts. */
  readonly complaints: string[];
  stop(): Promise<void>;
}

/** Starts a browser that should talk to nobody but `origin`. */
export async function startBrowser(executablePath: string, origin: string): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  const viewport = { width: 1280, height: 800 };
  const context = await chromium.launchPersistentContext(folder, { executablePath, headless: true, args: [...FLAGS, SHORT_LIVED], viewport });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) complaints.push(`asked ${request.url()}`);
  });
  return {
    page,
    complaints,
    async stop() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
