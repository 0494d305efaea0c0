import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../../platform/testing/until.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

const AGAIN = 'dialog:has-text("Sign in again")';

inBrowser('a session (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.stop());
  beforeEach(async () => {
    await mara?.close();
    mara = await openWindow(stack, 'mara');
    // Whoever asks with a token that is no good any more is told so by the status.
    mara.expect(/status of 401/);
    await mara.page.waitForSelector('.calendar .entry');
  });

  /** From another client: ends every session of hers but that client's. */
  const endSessions = async (): Promise<void> => {
    const { me } = await stack.ask<{ me: { sessions: { id: string; current: boolean }[] } }>('{ me { sessions { id current } } }', {}, 'mara');
    for (const { id, current } of me.sessions) {
      if (!current) await stack.ask('mutation ($id: ID!) { endSession(id: $id) { endedSessions } }', { id }, 'mara');
    }
  };
  const beginEvent = async (page: Page, title: string): Promise<void> => {
    await page.click('button:has-text("New event")');
    await page.fill('dialog [name=title]', title);
  };
  const signInAgain = async (page: Page, identifier = 'mara'): Promise<void> => {
    await page.fill(`${AGAIN} [name=identifier]`, identifier);
    await page.fill(`${AGAIN} [name=password]`, 'let us convene');
    await page.click(`${AGAIN} [type=submit]`);
  };
  const eventsCalled = async (title: string): Promise<number> => {
    const [from, to] = [-1, 30].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const query = 'query ($from: DateTime!, $to: DateTime!) { agenda(from: $from, to: $to) { edges { node { ... on Occurrence { title } } } } }';
    const { agenda } = await stack.ask<{ agenda: { edges: { node: { title?: string } }[] } }>(query, { from, to }, 'mara');
    return agenda.edges.filter(({ node }) => node.title === title).length;
  };

  it('that ends elsewhere takes nothing along that was typed', async () => {
    const { page } = mara;
    await beginEvent(page, 'Half a thought');
    await endSessions();
    await page.waitForSelector(AGAIN);
    await page.waitForSelector(`${AGAIN} [name=password]:focus`);
    expect([await page.inputValue(`${AGAIN} [name=identifier]`), await page.isVisible('text=/No connection/')]).toEqual(['mara', false]);
    await takePictures(page, 'sign-in-again');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await signInAgain(page);
    await page.waitForSelector(AGAIN, { state: 'detached' });
    expect(await page.inputValue('dialog [name=title]')).toBe('Half a thought');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('[role=status]:has-text("Half a thought")');
    expect(mara.complaints).toEqual([]);
  });

  it('that ends while something is being sent lets it go on after signing in again, once', async () => {
    const { page } = mara;
    let release = (): void => undefined;
    const sent = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/graphql', async (route) => {
      if (isRefresh(route.request().postData())) await sent;
      await route.continue();
    });
    await beginEvent(page, 'On its way');
    const refresh = page.waitForRequest((request) => isRefresh(request.postData()));
    await endSessions();
    await refresh;
    await page.click('dialog [type=submit]');
    release();
    await page.waitForSelector(AGAIN);
    await signInAgain(page);
    await page.waitForSelector('[role=status]:has-text("On its way")');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await eventsCalled('On its way')).toBe(1);
    expect(mara.complaints).toEqual([]);
  });

  it('that is begun again shows what others did meanwhile', async () => {
    const { page } = mara;
    await endSessions();
    await page.waitForSelector(AGAIN);
    const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
    const [startsAt, endsAt] = [3_600_000, 7_200_000].map((ahead) => new Date(Date.now() + ahead).toISOString());
    const input = { calendarId: me.calendars.find(({ name }) => name === 'Chess club')!.id, title: 'While she was away', startsAt, endsAt };
    await stack.ask('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input }, 'jonas');
    await signInAgain(page);
    await page.waitForSelector('[role=status]:has-text("While she was away")');
    expect(mara.complaints).toEqual([]);
  });

  it('that somebody else begins starts fresh', async () => {
    const { page } = mara;
    await beginEvent(page, 'Nobody else’s business');
    await endSessions();
    await page.waitForSelector(AGAIN);
    await signInAgain(page, 'jonas');
    await page.waitForSelector('[aria-label="Account of Jonas Weber"]');
    expect(await page.isVisible('dialog')).toBe(false);
    expect(mara.complaints).toEqual([]);
  });

  it('ends and begins in all tabs together', async () => {
    const { page } = mara;
    const other = await mara.openTab('/inbox');
    await other.waitForSelector('h1:has-text("Inbox")');
    await endSessions();
    await Promise.all([page.waitForSelector(AGAIN), other.waitForSelector(AGAIN)]);
    await signInAgain(page);
    await Promise.all([page, other].map((tab) => tab.waitForSelector(AGAIN, { state: 'detached' })));
    expect(await other.isVisible('h1:has-text("Inbox")')).toBe(true);
    await page.click('[aria-label="Account of Mara Lindqvist"]');
    await page.click('[role=menuitem]:has-text("Sign out")');
    await other.waitForSelector('h1:has-text("Welcome back")');
    expect(await page.isVisible(AGAIN)).toBe(false);
    expect(mara.complaints).toEqual([]);
  });

  it('is refreshed once by twenty operations in two tabs', async () => {
    const other = await openBeside(mara);
    const refreshes = countRefreshes(mara.context);
    await letTokensExpire(mara.context);
    await Promise.all([askTenTimes(mara.page), askTenTimes(other)]);
    expect(refreshes()).toBe(1);
    expect(await mara.page.isVisible(AGAIN)).toBe(false);
    expect(mara.complaints).toEqual([]);
  });

  it('would be refreshed by each tab without the browser’s locks', async () => {
    await mara.context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }) && delete (Navigator.prototype as { locks?: unknown }).locks);
    await mara.page.reload();
    const other = await openBeside(mara);
    const refreshes = countRefreshes(mara.context);
    await letTokensExpire(mara.context);
    await Promise.all([askTenTimes(mara.page), askTenTimes(other)].map((asked) => asked.catch(() => null)));
    expect(refreshes()).toBeGreaterThan(1);
  });

  it('outlives a page that is gone before the answer to its refresh', async () => {
    const { page } = mara;
    mara.expect(/net::ERR_|RefreshSession/);
    const lost = loseAnswers(page);
    await page.evaluate(() => localStorage.removeItem('convene.access'));
    await page.reload();
    await until('an answer is lost', () => lost.count > 0);
    await page.unroute('**/graphql');
    await page.reload();
    await page.waitForSelector('.calendar .entry');
    expect(await page.isVisible(AGAIN)).toBe(false);
    expect(mara.complaints).toEqual([]);
  });
});

const isRefresh = (body: string | null): boolean => body?.includes('RefreshSession') ?? false;

async function openBeside(window: Window): Promise<Page> {
  const other = await window.openTab();
  await other.waitForSelector('.calendar .entry');
  return other;
}

/** Lets refreshes through to the server, and none of its answers back. */
function loseAnswers(page: Page): { count: number } {
  const lost = { count: 0 };
  void page.route('**/graphql', async (route) => {
    if (!isRefresh(route.request().postData())) return route.continue();
    await route.fetch();
    lost.count++;
    return route.abort();
  });
  return lost;
}

function countRefreshes(context: BrowserContext): () => number {
  let count = 0;
  context.on('request', (request) => {
    if (isRefresh(request.postData())) count++;
  });
  return () => count;
}

/** For the browser; the server still takes them. */
const letTokensExpire = (context: BrowserContext): Promise<void> => context.clock.setSystemTime(Date.now() + 20 * 60_000);

/** Shows and hides a calendar, without waiting for any of it to be answered before the next. */
async function askTenTimes(page: Page): Promise<void> {
  let answered = 0;
  page.on('response', (response) => {
    if (response.request().postData()?.includes('ShowCalendar')) answered++;
  });
  await page.evaluate(() => {
    for (let count = 0; count < 10; count++) document.querySelector<HTMLInputElement>('fieldset [type=checkbox]')?.click();
  });
  await until('all are answered', () => Promise.resolve(answered === 10));
}
