import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

/** Steps after which a way by the keyboard counts as lost. */
const FAR = 60;

inBrowser('the first steps of somebody new (needs chromium)', () => {
  let stack: Stack;
  let nora: Window;
  beforeAll(async () => {
    stack = await startStack();
    nora = await openWindow(stack, null, { path: '/register' });
  });
  afterAll(() => stack.stop());

  /** Goes on by Tab until the keyboard is where `selector` says. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    await page.waitForSelector(selector);
    for (let step = 0; step < FAR; step += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not get to ${selector}.`);
  }

  it('lead by the keyboard alone from the registration to a calendar of a kind', async () => {
    const { page } = nora;
    for (const [name, value] of Object.entries({ fullName: 'Nora Winter', username: 'nora', email: 'nora@example.org', password: 'snow on the roof 7' })) {
      await tabTo(page, `[name=${name}]`);
      await page.keyboard.type(value);
    }
    await page.keyboard.press('Enter');
    await tabTo(page, 'a.bg-accent[href="/"]');
    await page.keyboard.press('Enter');
    await tabTo(page, '[name=purpose]');
    await expectAccessible(page, 'first calendar');
    await takePictures(page, 'first-calendar');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.inputValue('[name=name]')).toBe('Club evenings');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("Club evenings")');
  });

  it('go on to a link, by which a second person joins and sees the first event come', async () => {
    const { page } = nora;
    await tabTo(page, 'form [type=submit]');
    await page.keyboard.press('Enter');
    await tabTo(page, 'li input[readonly]');
    const link = new URL(await page.inputValue('li input[readonly]'));
    const luis = await openWindow(stack, 'luis', { path: link.pathname + link.search, width: 360, theme: 'dark' });
    await tabTo(luis.page, 'main button');
    await luis.page.keyboard.press('Enter');
    await luis.page.waitForSelector('label:has-text("Club evenings")');
    await page.waitForSelector('li:has-text("Luis Ferreira")');

    await page.goto(stack.url);
    await page.click('button:has-text("New event")');
    await page.waitForSelector('dialog [name=title]:focus');
    await page.keyboard.type('First evening');
    await page.keyboard.press('Enter');
    await luis.page.waitForSelector('[role=status]:has-text("Nora Winter added “First evening”")');
    expect([...nora.complaints, ...luis.complaints]).toEqual([]);
    await luis.close();
  });

  it('begin again where the last calendar was deleted, with the same name too', async () => {
    const { page } = nora;
    const { me } = await stack.ask<{ me: { calendars: { id: string }[] } }>('{ me { calendars { id } } }', {}, await tokenOfNora());
    const remove = 'mutation ($id: ID!) { deleteCalendar(id: $id) { deletedId } }';
    for (const { id } of me.calendars) await stack.ask(remove, { id }, await tokenOfNora());
    await page.check('[name=purpose] >> nth=2');
    await page.click('form [type=submit]');
    await page.waitForSelector('h1:has-text("Club evenings")');
    await page.waitForSelector('text="Only you so far. Send somebody a link."');
  });

  const tokenOfNora = async (): Promise<string> => (await stack.signIn('nora', 'snow on the roof 7')).accessToken;
});
