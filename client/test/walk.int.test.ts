import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startConvene, type Convene } from '../../convene.js';
import { findChromium, startBrowser, type TestBrowser } from '../../gateway/test/support/browser.js';
import { silentLogger } from '../../platform/logger.js';
import { createTestDatabases } from '../../platform/testing/database.js';
import { until } from '../../platform/testing/until.js';

const chromium = findChromium();
const inBrowser = chromium ? describe : describe.skip;

let convene: Convene;
let browser: TestBrowser;
beforeAll(async () => {
  if (!chromium) return;
  convene = await startConvene({
    env: { PORT: '0', DEMO: '1', AUTH_RATE_LIMIT: '1000' },
    databases: await createTestDatabases(['user', 'event', 'booking', 'notification', 'jobs']),
    logger: silentLogger(),
  });
  browser = await startBrowser(chromium, convene.url);
});
afterAll(async () => {
  if (!chromium) return;
  await browser.stop();
  await convene.stop();
});

interface Answer {
  readonly login: { readonly accessToken: string };
  readonly me: { readonly calendars: readonly { readonly id: string; readonly name: string }[] };
}

/** What somebody else does, without a browser. */
async function ask(query: string, variables: Readonly<Record<string, unknown>>, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${convene.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** His token, and the calendar that he shares with Mara. */
async function jonas(): Promise<[token: string, calendarId: string]> {
  const input = { identifier: 'jonas', password: 'let us convene' };
  const { login } = await ask('mutation ($input: LoginInput!) { login(input: $input) { accessToken } }', { input });
  const { me } = await ask('{ me { calendars { id name } } }', {}, login.accessToken);
  return [login.accessToken, me.calendars.find(({ name }) => name === 'Chess club')!.id];
}

inBrowser('the web application (needs chromium)', () => {
  it('says in plain words that a password is wrong, and lets the right one in', async () => {
    const { page } = browser;
    await page.goto(convene.url);
    await page.fill('[name=identifier]', 'mara');
    await page.fill('[name=password]', 'let me in');
    await page.click('[type=submit]');
    await page.waitForSelector('[role=alert]:has-text("Name or password is wrong.")');
    await page.fill('[name=password]', 'let us convene');
    await page.click('[type=submit]');
    await page.waitForSelector('.calendar .entry');
    expect(await page.isVisible('text="Chess club"')).toBe(true);
  });

  it('makes an event by the button, and shows it without being loaded again', async () => {
    const { page } = browser;
    await page.click('button:has-text("New event")');
    await page.fill('dialog [name=title]', 'Tea with the neighbours');
    await page.fill('dialog [name=capacity]', '2');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.click('text="List"');
    await page.waitForSelector('.calendar .entry:has-text("Tea with the neighbours")');
  });

  it('shows at once what somebody else adds, and who it was', async () => {
    const { page } = browser;
    const [token, calendarId] = await jonas();
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { calendarId, title: 'Blitz in the park', startsAt, endsAt: new Date(Date.now() + 7_200_000).toISOString() };
    await ask('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input }, token);
    await page.waitForSelector('[role=status]:has-text("Jonas Weber added “Blitz in the park”")');
    await page.waitForSelector('.calendar .entry:has-text("Blitz in the park")');
  });

  it('books a seat on the event’s page, counts it, and gives it back', async () => {
    const { page } = browser;
    await page.click('.calendar .entry:has-text("Tea with the neighbours")');
    await page.waitForSelector('text="2 of 2 free"');
    await page.click('text="Book a seat"');
    await page.waitForSelector('text="You have a seat."');
    await page.waitForSelector('text="1 of 2 free"');
    await page.click('text="Give the seat back"');
    await page.waitForSelector('text="2 of 2 free"');
  });

  it('stays signed in when loaded again, at any of its addresses', async () => {
    const { page } = browser;
    await page.click('a[href="/inbox"]');
    await page.waitForSelector('h1:has-text("Inbox")');
    await page.reload();
    await page.waitForSelector('h1:has-text("Inbox")');
    await page.waitForSelector('main li');
  });

  it('forgets who it was at signing out, and has had nothing to complain of', async () => {
    const { page } = browser;
    await page.click('[aria-label="Sign out"]');
    await page.waitForSelector('[name=identifier]');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await until('all complaints are in', () => page.evaluate(() => document.readyState === 'complete'));
    expect(browser.complaints).toEqual([]);
  });
});
