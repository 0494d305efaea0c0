import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../platform/testing/until.js';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

interface Told {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly recurrence: { readonly rule: string } | null;
}

/** A Wednesday of a month in which the demo has nothing. */
const WEEK = '/?view=week&date=2027-06-16';

inBrowser('the calendar (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  let page: Page;
  let calendarId: string;
  beforeAll(async () => {
    stack = await startStack();
    const made = await stack.ask<{ createCalendar: { id: string } }>('mutation { createCalendar(input: { name: "Lessons", color: "#0f766e", timeZone: "Europe/Berlin" }) { id } }', {}, 'mara');
    calendarId = made.createCalendar.id;
    const invite = 'mutation ($id: ID!) { createCalendarInvite(input: { calendarId: $id, role: EDITOR }) { code } }';
    const { createCalendarInvite } = await stack.ask<{ createCalendarInvite: { code: string } }>(invite, { id: calendarId }, 'mara');
    await stack.ask('mutation ($code: String!) { joinCalendar(code: $code) { id } }', createCalendarInvite, 'jonas');
    await plan('Simultaneous display', '2027-06-15T08:00:00Z', '2027-06-15T09:00:00Z');
    await plan('Opening lessons', '2027-06-15T12:00:00Z', '2027-06-15T13:00:00Z', { recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6' } });
    mara = await openWindow(stack, 'mara', { path: WEEK });
    page = mara.page;
    await entry('Simultaneous display').waitFor();
  });
  afterAll(async () => {
    await stack.stop();
    expect(mara.complaints).toEqual([]);
  });

  /** As Mara, without a browser; at Berlin's clock, two hours ahead in June. */
  async function plan(title: string, startsAt: string, endsAt: string, more: object = {}, who = 'mara'): Promise<string> {
    const input = { calendarId, title, startsAt, endsAt, timeZone: 'Europe/Berlin', ...more };
    const { createEvent } = await stack.ask<{ createEvent: { id: string } }>('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input }, who);
    return createEvent.id;
  }
  const entry = (title: string) => page.locator(`.calendar .entry:has-text("${title}")`).first();
  const box = async (title: string) => (await entry(title).boundingBox())!;
  const FIELDS = 'id title startsAt endsAt allDay startsOn endsOn recurrence { rule } joinUrl capacity timeZone';
  async function known(title: string): Promise<Told | undefined> {
    const query = `query ($from: DateTime!, $to: DateTime!) { agenda(from: $from, to: $to, first: 100) { edges { node { ... on Occurrence { event { ${FIELDS} } } } } } }`;
    const span = { from: '2027-05-01T00:00:00Z', to: '2027-09-01T00:00:00Z' };
    const { agenda } = await stack.ask<{ agenda: { edges: { node: { event?: Told & { title: string } } }[] } }>(query, span, 'mara');
    return agenda.edges.map(({ node }) => node.event).find((event) => event?.title === title);
  }
  /** Drags the middle of an entry by columns and pixels. */
  async function drag(title: string, days: number, down: number): Promise<void> {
    const from = await box(title);
    const column = (await page.locator('.calendar').boundingBox())!.width / 7.5;
    const [x, y] = [from.x + from.width / 2, from.y + 14];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 8, y + 4, { steps: 2 });
    await page.mouse.move(x + days * column, y + down, { steps: 6 });
    await page.mouse.up();
  }
  const toast = (words: string) => page.locator(`[role=status] p:has-text("${words}")`).first();

  it('moves what is dragged, and back when it is taken back', async () => {
    await drag('Simultaneous display', 1, 0);
    await toast('“Simultaneous display” is moved').waitFor();
    expect(await known('Simultaneous display')).toMatchObject({ startsAt: '2027-06-16T08:00:00Z', endsAt: '2027-06-16T09:00:00Z' });
    await toast('“Simultaneous display” is moved').getByText('Undo').click();
    await until('the server knows', async () => (await known('Simultaneous display'))?.startsAt === '2027-06-15T08:00:00Z');
  });

  it('asks before it moves a series, and leaves it alone when told to', async () => {
    await drag('Opening lessons', 1, 0);
    await page.waitForSelector('dialog:has-text("Move the whole series?")');
    await takePictures(page, 'calendar-move-series');
    await page.click('dialog button:has-text("Cancel")');
    expect(await known('Opening lessons')).toMatchObject({ startsAt: '2027-06-15T12:00:00Z', recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6' } });
    const link = entry('Opening lessons').locator('xpath=ancestor-or-self::a[1]');
    const before = await link.getAttribute('href');
    await drag('Opening lessons', 1, 0);
    await page.click('dialog button:has-text("Move all")');
    await toast('“Opening lessons” is moved').waitFor();
    // The dates of a moved series are others, with addresses of their own.
    await until('the moved dates are read', async () => (await link.getAttribute('href')) !== before);
    expect(await known('Opening lessons')).toMatchObject({ startsAt: '2027-06-16T12:00:00Z', recurrence: { rule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=6' } });
  });

  it('opens a card by the keyboard, from which the event is changed by the form', async () => {
    const card = page.locator('dialog h2:has-text("Opening lessons")');
    await entry('Opening lessons').locator('xpath=ancestor-or-self::a[1]').focus();
    const { id } = (await known('Opening lessons'))!;
    await stack.ask('mutation ($id: ID!) { updateEvent(id: $id, input: { location: { name: "Garden" } }, scope: ALL) { event { id } } }', { id }, 'jonas');
    await page.locator('.calendar .entry-place:has-text("Garden")').first().waitFor();
    // The entry is drawn anew, and has the keyboard still.
    await page.waitForSelector('.calendar a:focus:has-text("Opening lessons")');
    await page.keyboard.press('Enter');
    await card.waitFor();
    await page.waitForSelector('dialog dd:has-text("Wednesday")');
    await takePictures(page, 'calendar-card');
    await page.click('dialog button:has-text("Change")');
    await page.waitForSelector('dialog [name=title]');
    await takePictures(page, 'calendar-edit');
    await expectAccessible(page);
    await page.fill('dialog [name=title]', 'Endgame lessons');
    await page.click('dialog button:has-text("Friday")');
    await page.click('dialog [type=submit]');
    await toast('“Endgame lessons” is changed').waitFor();
    expect(await known('Endgame lessons')).toMatchObject({ recurrence: { rule: 'FREQ=WEEKLY;BYDAY=WE,FR;COUNT=6' } });
  });

  it('does not overwrite what somebody else has changed meanwhile, and shows it when asked', async () => {
    const id = (await known('Simultaneous display'))!.id;
    await entry('Simultaneous display').click();
    await page.click('dialog button:has-text("Change")');
    await page.waitForSelector('dialog [name=title]');
    await stack.ask('mutation ($id: ID!) { updateEvent(id: $id, input: { title: "Simultaneous display, blindfolded" }) { event { id } } }', { id }, 'jonas');
    await page.fill('dialog [name=title]', 'Simultaneous display, outdoors');
    mara.expect(/409|CONFLICT/);
    await page.click('dialog [type=submit]');
    await page.waitForSelector('dialog [role=alert]:has-text("Somebody else was faster")');
    await page.click('dialog button:has-text("Show what is there now")');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('dialog [name=title]')?.value === 'Simultaneous display, blindfolded');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await entry('Simultaneous display, blindfolded').waitFor();
  });

  it('deletes once it can not be taken back any more', async () => {
    await plan('To be deleted', '2027-06-17T08:00:00Z', '2027-06-17T09:00:00Z');
    for (const again of [true, false]) {
      await entry('To be deleted').click();
      await page.click('dialog summary');
      await page.click('dialog button:has-text("Delete")');
      await entry('To be deleted').waitFor({ state: 'detached' });
      expect(await known('To be deleted')).toBeDefined();
      if (again) await toast('“To be deleted” is deleted').getByText('Undo').click();
    }
    // Whoever leaves has meant it.
    await page.reload();
    await until('the server knows', async () => (await known('To be deleted')) === undefined);
    await entry('Endgame lessons').waitFor();
  });

  it('goes by single keys, and keeps in the address what is shown', async () => {
    await page.keyboard.press('m');
    await page.waitForURL(/view=month/);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog:has-text("Keys")');
    await takePictures(page, 'calendar-keys');
    await page.keyboard.press('Escape');
    await page.click('button:has-text("New calendar")');
    await page.waitForSelector('dialog [name=name]:focus');
    await expectAccessible(page);
    await takePictures(page, 'calendar-new');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.waitForURL(/view=month&date=2027-07/);
    await page.keyboard.press('k');
    await page.waitForURL(/view=month&date=2027-06/);
    await page.reload();
    await entry('Endgame lessons').waitFor();
    await takePictures(page, 'calendar-month');
    await page.keyboard.press('n');
    await page.waitForSelector('dialog [name=title]:focus');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  });
});
