import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

/** A month in which the demo has nothing. */
const MONTH = '/?view=month&date=2027-08-11';

inBrowser('the days of the calendar (needs chromium)', () => {
  let stack: Stack;
  let calendarId: string;
  beforeAll(async () => {
    stack = await startStack();
    const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'mara');
    calendarId = me.calendars.find(({ name }) => name === 'Family')!.id;
    await plan({ title: 'Obon', startsOn: '2027-08-13', endsOn: '2027-08-15', timeZone: 'Asia/Tokyo' });
    await plan({ title: 'Swimming', startsAt: '2027-08-10T14:00:00Z', endsAt: '2027-08-10T15:00:00Z', timeZone: 'Europe/Berlin' });
  });
  afterAll(() => stack.stop());

  async function plan(input: object): Promise<string> {
    const { createEvent } = await stack.ask<{ createEvent: { id: string } }>('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input: { calendarId, ...input } }, 'mara');
    return createEvent.id;
  }
  const onDay = (page: Page, day: string, title: string) => page.locator(`.calendar [data-date="${day}"] .entry:has-text("${title}")`);
  const closed = (window: Window) => {
    expect(window.complaints).toEqual([]);
    return window.close();
  };

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles'])('shows and makes all-day events on their day in a browser in %s', async (timezoneId) => {
    const window = await openWindow(stack, 'mara', { path: MONTH, timezoneId });
    const { page } = window;
    await onDay(page, '2027-08-13', 'Obon').waitFor();
    const [entry, first, last] = await Promise.all([
      onDay(page, '2027-08-13', 'Obon').locator('xpath=ancestor::a').boundingBox(),
      page.locator('.calendar [role=cell][data-date="2027-08-13"]').boundingBox(),
      page.locator('.calendar [role=cell][data-date="2027-08-15"]').boundingBox(),
    ]);
    expect(entry!.x).toBeGreaterThanOrEqual(first!.x);
    expect(entry!.x + entry!.width).toBeGreaterThan(last!.x);
    await onDay(page, '2027-08-10', 'Swimming').waitFor();

    await page.locator('.calendar [role=cell][data-date="2027-08-18"]').click({ position: { x: 60, y: 70 } });
    await page.fill('dialog [name=title]', `Far away, ${timezoneId}`);
    await page.keyboard.press('Enter');
    await onDay(page, '2027-08-18', `Far away, ${timezoneId}`).waitFor();
    const { agenda } = await stack.ask<{ agenda: { edges: { node: { title: string; startsOn: string; endsOn: string } }[] } }>(
      '{ agenda(from: "2027-08-17T00:00:00Z", to: "2027-08-20T00:00:00Z") { edges { node { startsOn endsOn ... on Occurrence { title } } } } }',
      {},
      'mara',
    );
    expect(agenda.edges.map(({ node }) => node)).toContainEqual({ title: `Far away, ${timezoneId}`, startsOn: '2027-08-18', endsOn: '2027-08-18' });
    await closed(window);
  });

  it('stays on the day of its address, however often it is loaded again', async () => {
    const window = await openWindow(stack, 'mara', { path: '/?view=day&date=2027-08-10' });
    const { page } = window;
    for (let times = 0; times < 3; times += 1) {
      await page.waitForSelector('h1:has-text("10 August 2027")');
      expect(new URL(page.url()).search).toBe('?view=day&date=2027-08-10');
      await page.reload();
    }
    await closed(window);
  });

  it('goes to a day of the small month by the keyboard', async () => {
    const window = await openWindow(stack, 'mara', { path: '/?view=week&date=2027-08-11' });
    const { page } = window;
    await page.locator('[role=grid] [aria-label="Wednesday, 11 August 2027"]').focus();
    for (const key of ['PageDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.waitForSelector('[aria-label="Sunday, 19 September 2027"]:focus');
    await page.keyboard.press('Enter');
    await page.waitForURL(/view=week&date=2027-09-1/);
    await page.waitForSelector('.calendar [role=columnheader][data-date="2027-09-19"]');
    await closed(window);
  });

  it('lets what somebody else has just changed stand out, and says who it was', async () => {
    const [mara, jonas] = await Promise.all([openWindow(stack, 'mara', { path: MONTH }), openWindow(stack, 'jonas', { path: MONTH })]);
    await onDay(mara.page, '2027-08-10', 'Swimming').waitFor();
    await onDay(jonas.page, '2027-08-10', 'Swimming').click();
    await jonas.page.click('dialog button:has-text("Change")');
    await jonas.page.fill('dialog [name=title]', 'Swimming in the lake');
    await jonas.page.click('dialog [type=submit]');
    await mara.page.waitForSelector('[role=status]:has-text("Jonas Weber changed “Swimming in the lake”")');
    await mara.page.waitForSelector('.calendar .entry-fresh:has-text("Swimming in the lake")');
    expect(await jonas.page.locator('.calendar .entry-fresh').count()).toBe(0);
    await mara.page.waitForSelector('.calendar .entry-fresh', { state: 'detached' });
    await closed(mara);
    await closed(jonas);
  });

  it('keeps a title that was typed beside the calendar when more is to be said', async () => {
    const window = await openWindow(stack, 'mara', { path: MONTH });
    const { page } = window;
    const pickDay = () => page.locator('.calendar [role=cell][data-date="2027-08-25"]').click({ position: { x: 60, y: 70 } });
    const marked = page.locator('.calendar .picked');
    await pickDay();
    await page.waitForSelector('dialog [name=title]');
    expect(await marked.count()).toBe(1);
    await page.keyboard.press('Escape');
    await marked.waitFor({ state: 'detached' });
    await pickDay();
    await page.fill('dialog [name=title]', 'Choir');
    await takePictures(page, 'calendar-quick', [1280]);
    await page.click('dialog button:has-text("More options")');
    await page.waitForSelector('dialog [name=startsOn]');
    expect(await page.inputValue('dialog [name=title]')).toBe('Choir');
    await page.selectOption('dialog select >> nth=0', 'MONTHLY');
    await page.selectOption('dialog [aria-label="On which day"]', 'LAST_WEEKDAY');
    await page.waitForSelector('dialog:has-text("Every month on the last Wednesday. First: Wed 25 Aug · Wed 29 Sept · Wed 27 Oct · Wed 24 Nov")');
    await takePictures(page, 'calendar-form');
    await expectAccessible(page);
    await page.click('dialog [type=submit]');
    await onDay(page, '2027-08-25', 'Choir').click();
    await page.waitForSelector('dialog:has-text("Every month on the last Wednesday")');
    await page.click('dialog summary');
    await page.waitForSelector('dialog:has-text("More than 100 dates that are still to come")');
    await closed(window);
  });
});
