import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

const HOUR = 3_600_000;
/** Milliseconds until the reminder is due: as long as it may take to set it on the page. */
const SOON = 8_000;

inBrowser('the bell and the inbox (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  let calendarId: string;
  beforeAll(async () => {
    stack = await startStack();
    const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
    calendarId = me.calendars.find(({ name }) => name === 'Chess club')!.id;
    await stack.ask('mutation { markAllNotificationsRead { marked } }', {}, 'mara');
    mara = await openWindow(stack, 'mara');
  });
  afterAll(() => stack.stop());

  const makeEvent = async (title: string, inHours: number): Promise<{ eventId: string; occurrenceId: string }> => {
    const startsAt = new Date(Date.now() + inHours * HOUR).toISOString();
    const input = { calendarId, title, startsAt, endsAt: new Date(Date.parse(startsAt) + HOUR).toISOString() };
    const { createEvent } = await stack.ask<{ createEvent: { id: string; nextOccurrence: { id: string } } }>(
      'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id nextOccurrence { id } } }',
      { input },
      'jonas',
    );
    return { eventId: createEvent.id, occurrenceId: createEvent.nextOccurrence.id };
  };

  it('counts what arrives, in the bell and in the tab’s title, without being asked', async () => {
    const { page } = mara;
    await page.waitForSelector('header button[aria-label="Inbox"]');
    await makeEvent('Endgames', 30);
    await page.waitForSelector('header button[aria-label="Inbox, 1 unread"]');
    await page.waitForFunction(() => document.title.startsWith('(1) '));
  });

  it('shows the newest beneath the bell, leads to what it is about, and counts it as read', async () => {
    const { page } = mara;
    await page.click('header button[aria-label^="Inbox"]');
    const line = page.locator('#newest li:has-text("Endgames")');
    await line.waitFor();
    await takePictures(page, 'bell', [1280]);
    await expectAccessible(page, 'bell');
    await line.locator('a').click();
    await page.waitForSelector('h1:has-text("Endgames")');
    expect(await page.isVisible('#newest')).toBe(false);
    await page.waitForSelector('header button[aria-label="Inbox"]');
  });

  it('opens and closes the bell by the keyboard', async () => {
    const { page } = mara;
    await page.focus('header button[aria-label="Inbox"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#newest li');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#newest', { state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Inbox');
  });

  it('shows by days what arrives while it is open, and what another window reads', async () => {
    const page = await mara.openTab('/inbox');
    await page.waitForSelector('h2:has-text("Today")');
    await makeEvent('Openings', 40);
    const line = page.locator('main li:has-text("Openings")');
    await line.locator('text=Unread:').waitFor({ state: 'attached' });
    await takePictures(page, 'inbox');
    await expectAccessible(page);
    await page.check('[value=unread]');
    await page.waitForFunction(() => document.querySelectorAll('main li').length === 1);
    await stack.ask('mutation { markAllNotificationsRead { marked } }', {}, 'mara');
    await page.waitForSelector('text="You have read everything"');
    await page.click('text="Show all"');
    await line.waitFor();
    await page.close();
  });

  it('deletes with a way back, and for good when it is not taken', async () => {
    const { page } = mara;
    await page.clock.install();
    await page.goto(`${stack.url}/inbox`);
    const line = page.locator('main li:has-text("Openings")');
    const remove = async (): Promise<void> => {
      await line.hover();
      await line.locator('[aria-label="Delete"]').click();
      await line.waitFor({ state: 'detached' });
    };
    await line.waitFor();
    await remove();
    await page.click('text="Undo"');
    await line.waitFor();
    await remove();
    const gone = page.waitForResponse((response) => response.request().postData()?.includes('DeleteNotification') === true);
    await page.clock.fastForward(8_000);
    await gone;
    await page.reload();
    await page.waitForSelector('main li');
    expect(await line.count()).toBe(0);
  });

  it('goes on by itself at the end of a page', async () => {
    const { me } = await stack.ask<{ me: { notifications: { edges: unknown[] } } }>('{ me { notifications(first: 100) { edges { cursor } } } }', {}, 'mara');
    const missing = 25 - me.notifications.edges.length;
    for (let number = 0; number < missing; number += 1) await makeEvent(`Round ${String(number)}`, 50 + number);
    const page = await mara.openTab('/inbox');
    await page.waitForFunction(() => document.querySelectorAll('main li').length >= 20);
    await page.locator('main li').last().scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll('main li').length >= 25);
    await page.close();
  });

  it('brings a reminder to the inbox and by mail when it is due', async () => {
    const soon = (600_000 + SOON) / HOUR;
    const { occurrenceId } = await makeEvent('Simultaneous', soon);
    const { page } = mara;
    await page.goto(`${stack.url}/occurrences/${occurrenceId}`);
    await page.click('text="+ 10 minutes before"');
    await page.waitForSelector('section[aria-label="Remind me"] li:has-text("10 minutes before") >> text=/^Next: /');
    await page.goto(`${stack.url}/inbox`);
    await page.waitForSelector('main li:has-text("Reminder: Simultaneous")', { timeout: SOON + 10_000 });
    expect((await stack.mail('mara@example.org', 'Reminder: Simultaneous')).text).toContain('Simultaneous begins');
  });

  it('has had nothing to complain of', () => {
    expect(mara.complaints).toEqual([]);
  });
});
