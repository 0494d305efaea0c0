import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

inBrowser('the web application (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  beforeAll(async () => {
    stack = await startStack();
    mara = await openWindow(stack, null);
  });
  afterAll(() => stack.stop());

  it('says in plain words that a password is wrong, and lets the right one in', async () => {
    const { page } = mara;
    await takePictures(page, 'sign-in');
    await page.fill('[name=identifier]', 'mara');
    await page.fill('[name=password]', 'let me in');
    await page.click('[type=submit]');
    await page.waitForSelector('[role=alert]:has-text("Name or password is wrong.")');
    await page.fill('[name=password]', 'let us convene');
    await page.click('[type=submit]');
    await page.waitForSelector('.calendar .entry');
    expect(await page.isVisible('text="Chess club"')).toBe(true);
  });

  it.each([
    ['a month', {}],
    ['a phone', { width: 360 }],
    ['a week', { path: '/?view=week&date=2026-03-27' }],
    ['a day', { path: '/?view=day&date=2026-10-25' }],
    ['a list', { path: '/?view=list&date=2026-03-27' }],
  ])('asks once, and ahead of the page, what it shows first: %s', async (_view, options) => {
    const jonas = await openWindow(stack, 'jonas', options);
    await jonas.page.waitForSelector('section[aria-busy=false] .calendar');
    // Who is signed in the answer to the refresh says.
    const first = ['RefreshSession', 'MyCalendars', 'Agenda'];
    const asked = jonas.asked().filter((name) => [...first, 'Viewer'].includes(name));
    expect([...asked].sort()).toEqual([...first].sort());
    await jonas.close();
  });

  it('makes an event by the button, and shows it without being loaded again', async () => {
    const { page } = mara;
    await page.click('button:has-text("New event")');
    await page.fill('dialog [name=title]', 'Tea with the neighbours');
    await page.fill('dialog [name=capacity]', '2');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.click('text="List"');
    await page.waitForSelector('.calendar .entry:has-text("Tea with the neighbours")');
  });

  it('shows at once what somebody else adds, and who it was', async () => {
    const { page } = mara;
    const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
    const calendarId = me.calendars.find(({ name }) => name === 'Chess club')!.id;
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { calendarId, title: 'Blitz in the park', startsAt, endsAt: new Date(Date.now() + 7_200_000).toISOString() };
    await stack.ask('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input }, 'jonas');
    await page.waitForSelector('[role=status]:has-text("Jonas Weber added “Blitz in the park”")');
    await page.waitForSelector('.calendar .entry:has-text("Blitz in the park")');
  });

  it('books a seat on the event’s page, counts it, and gives it back', async () => {
    const { page } = mara;
    await page.click('.calendar .entry:has-text("Tea with the neighbours")');
    await page.click('dialog a:has-text("Open")');
    await page.waitForSelector('text="2 of 2 free"');
    await page.click('text="Book a seat"');
    await page.waitForSelector('text="You have a seat."');
    await page.waitForSelector('text="1 of 2 free"');
    await page.click('text="Give the seat back"');
    await page.click('dialog button:has-text("Give the seat back")');
    await page.waitForSelector('text="2 of 2 free"');
  });

  it('stays signed in when loaded again, at any of its addresses', async () => {
    const { page } = mara;
    await page.click('header button[aria-label^="Inbox"]');
    await page.click('text="Show the whole inbox"');
    await page.waitForSelector('h1:has-text("Inbox")');
    await page.reload();
    await page.waitForSelector('h1:has-text("Inbox")');
    await page.waitForSelector('main li');
  });

  it('takes over a session in another window, of a phone', async () => {
    const phone = await openWindow(stack, 'jonas', { width: 360, theme: 'dark', locale: 'de-DE' });
    await phone.page.waitForSelector('.calendar .entry');
    expect(await phone.page.isVisible('text="Neuer Termin"')).toBe(true);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it('forgets who it was at signing out, and has had nothing to complain of', async () => {
    const { page, complaints } = mara;
    await page.click('[aria-label="Account of Mara Lindqvist"]');
    await page.click('[role=menuitem]:has-text("Sign out")');
    await page.waitForSelector('[name=identifier]');
    // Which language is spoken is no secret.
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['convene.locale']);
    expect(complaints).toEqual([]);
  });
});
