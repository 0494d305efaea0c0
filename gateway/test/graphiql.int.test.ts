import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../platform/testing/until.js';
import { findChromium, startBrowser, type TestBrowser } from './support/browser.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';

const chromium = findChromium();
const inBrowser = chromium ? describe : describe.skip;

let gateway: TestGateway;
let browser: TestBrowser;
beforeAll(async () => {
  if (!chromium) return;
  gateway = await startTestGateway();
  browser = await startBrowser(chromium, gateway.url);
});
afterAll(async () => {
  if (!chromium) return;
  await browser.stop();
  await gateway.stop();
});

/** Pastes in place of what stands in one of the editors; it would close what is typed by itself. */
async function write(page: Page, editor: string, text: string): Promise<void> {
  await page.click(`${editor} .monaco-editor .view-lines >> visible=true`);
  await page.keyboard.press('Control+A');
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('Control+V');
}

/** Runs the operation, once GraphiQL has read it and put its name on the tab. */
async function run(page: Page, name: string): Promise<void> {
  await page.waitForSelector(`.graphiql-tab:has-text("${name}")`);
  await page.click('.graphiql-execute-button');
}

/** The answer that is shown, without spaces. */
const answer = async (page: Page): Promise<string> => (await page.innerText('.result-window')).replaceAll(/\s/g, '');

inBrowser('GraphiQL in a browser (needs chromium)', () => {
  it('runs a query and a subscription with a pasted token, from our own files alone', async () => {
    const { page } = browser;
    const token = await gateway.sessions.signIn('u1');
    await page.goto(`${gateway.url}/graphql`);
    await page.waitForSelector('.graphiql-query-editor .monaco-editor .view-line');
    await write(page, '.graphiql-editor-tool', JSON.stringify({ authorization: `Bearer ${token}` }));

    await write(page, '.graphiql-query-editor', 'query Who { me { id fullName } }');
    await run(page, 'Who');
    await until('the answer is shown', async () => (await answer(page)).includes('"fullName":"AdaLovelace"'));

    await write(
      page,
      '.graphiql-query-editor',
      'subscription Live { calendarChanged(calendarId: "c1") { cursor kind event { title organizer { fullName } myBookings { status } } } }',
    );
    await run(page, 'Live');
    await until('it listens', () => gateway.graph.listeners() === 1);
    gateway.graph.change('c1', { cursor: '7', kind: 'MOVED', event: { id: 'e1' } });
    await until('the change is shown', async () => {
      const shown = await answer(page);
      return shown.includes('"kind":"MOVED"') && shown.includes('"status":"CONFIRMED"');
    });
    expect(browser.complaints).toEqual([]);
  });
});
