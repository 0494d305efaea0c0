import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

inBrowser('sharing a calendar (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  let yuki: Window;
  let calendarId: string;
  let link: string;
  beforeAll(async () => {
    stack = await startStack();
    const make = 'mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }';
    const input = { name: 'Allotment', description: 'Who waters when.', color: '#2f7d32' };
    calendarId = (await stack.ask<{ createCalendar: { id: string } }>(make, { input }, 'mara')).createCalendar.id;
    mara = await openWindow(stack, 'mara', { path: `/calendars/${calendarId}/settings` });
    yuki = await openWindow(stack, 'yuki');
  });
  afterAll(() => stack.stop());

  /** Where the link leads in the browser, wherever the server says that it is. */
  const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;
  const rowOf = (name: string): string => `li:has-text("${name}")`;

  it('tells the only owner why they can’t go', async () => {
    const { page } = mara;
    await page.waitForSelector('h1:has-text("Allotment")');
    await page.waitForSelector('text=/You are its only owner/');
    expect(await page.isDisabled('button:has-text("Leave the calendar")')).toBe(true);
  });

  it('makes a link, and copies it', async () => {
    const { page } = mara;
    await page.selectOption('[name=role]', 'VIEWER');
    await page.click('button:has-text("Make a link")');
    await page.waitForSelector('text=/until .*· nobody has joined by it/');
    await page.click('button:has-text("Copy") >> nth=0');
    await page.waitForSelector('text="Copied"');
    link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/join\?code=[\w-]+$/);
    await page.click('button:has-text("QR code")');
    await page.waitForSelector('dialog svg[role=img] path');
    await takePictures(page, 'invite-qr');
    await page.keyboard.press('Escape');
  });

  it('shows who opens the link what it leads to, and lets them join; the other one sees them come', async () => {
    const { page } = yuki;
    await page.goto(stack.url + pathOf(link));
    await page.waitForSelector('h1:has-text("Allotment")');
    await page.waitForSelector('text="Mara Lindqvist invites you to"');
    await page.waitForSelector('text="You become: Viewer"');
    await expectAccessible(page, 'join');
    await takePictures(page, 'join');
    await page.click('button:has-text("Join")');
    await page.waitForSelector('label:has-text("Allotment")');
    await mara.page.waitForSelector(rowOf('Yuki Tanaka'));
    await mara.page.waitForSelector('[role=status] >> text="Yuki Tanaka has joined"');
    await mara.page.waitForSelector('text=/one has joined by it/');
  });

  it('has somebody write as soon as they may, and no longer than that', async () => {
    const { page } = yuki;
    await page.waitForSelector('button:has-text("New event"):disabled');
    await choose('Editor');
    await page.waitForSelector('button:has-text("New event"):enabled');
    await choose('Busy times only');
    await page.waitForSelector('button:has-text("New event"):disabled');
  });

  /** Mara gives Yuki another role, by the keyboard alone. */
  async function choose(role: string): Promise<void> {
    const { page } = mara;
    await page.focus(`${rowOf('Yuki Tanaka')} button[aria-haspopup=menu]`);
    await page.keyboard.press('ArrowDown');
    const choice = page.locator(`[role=menuitemradio]:has-text("${role}")`);
    for (let step = 0; step < 4 && !(await choice.evaluate((item) => item === document.activeElement)); step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${rowOf('Yuki Tanaka')} button:has-text("${role}")`);
  }

  it('shows members what they may only read', async () => {
    const tab = await yuki.openTab(`/calendars/${calendarId}/settings`);
    await tab.waitForSelector('text="Only owners change what follows."');
    expect(await tab.isVisible('text="Invite by link"')).toBe(false);
    expect(await tab.isVisible('button:has-text("Delete the calendar")')).toBe(false);
    await expectAccessible(tab, 'settings of a member');
    await takePictures(tab, 'calendar-settings-member');
    await tab.close();
  });

  it('keeps a colour of one’s own, and changes for everybody what owners change', async () => {
    const { page } = mara;
    await page.click('section:has-text("Only for you") [aria-label=Violet]');
    await page.waitForSelector('button:has-text("As for everybody")');
    await page.fill('[name=name]', 'Allotment 12');
    await page.click('button:has-text("Save")');
    await page.waitForSelector('h1:has-text("Allotment 12")');
    await yuki.page.waitForSelector('label:has-text("Allotment 12")');
    await expectAccessible(page, 'settings of an owner');
    await takePictures(page, 'calendar-settings');
  });

  it('ends the old feed address when there is a new one', async () => {
    const { page } = mara;
    const address = page.locator('section:has-text("In other calendar programs") input');
    const before = await address.inputValue();
    await page.click('button:has-text("New address")');
    await page.waitForSelector('dialog button:has-text("New address")');
    await takePictures(page, 'new-feed-address');
    await page.click('dialog button:has-text("New address")');
    await page.waitForSelector('[role=status] >> text="The old address no longer works."');
    await takePictures(page, 'toast');
    const after = await address.inputValue();
    const statusOf = async (url: string): Promise<number> => (await fetch(stack.url + new URL(url).pathname)).status;
    expect([await statusOf(before), await statusOf(after)]).toEqual([404, 200]);
  });

  it('says of a link that was ended that it was', async () => {
    const { page } = mara;
    await page.click('button:has-text("End") >> nth=0');
    await page.click('dialog button:has-text("End the link")');
    await page.waitForSelector('text="No links. A new one stands here, to be copied."');
    const amina = await openWindow(stack, 'amina', { path: pathOf(link) });
    await amina.page.waitForSelector('h1:has-text("This link lets nobody in any more")');
    await takePictures(amina.page, 'join-ended');
    expect(amina.complaints).toEqual([]);
    await amina.close();
  });

  it('takes somebody off, and it goes from their view at once', async () => {
    const { page } = mara;
    const tab = await yuki.openTab(`/calendars/${calendarId}/settings`);
    await tab.waitForSelector('h1:has-text("Allotment 12")');
    await page.click(`${rowOf('Yuki Tanaka')} button[aria-haspopup=menu]`);
    await page.click('[role=menuitem]:has-text("Take off the calendar")');
    await page.waitForSelector('dialog:has-text("Take Yuki Tanaka off")');
    await takePictures(page, 'calendar-settings-remove');
    await page.click('dialog button:has-text("Take off")');
    await page.waitForSelector('[role=status] >> text="Yuki Tanaka no longer belongs to it"');
    await yuki.page.waitForSelector('label:has-text("Allotment 12")', { state: 'detached' });
    await tab.waitForSelector('text="“Allotment 12” is no longer among your calendars."');
    await tab.close();
  });

  it('leads who has no account by the registration back to the link', async () => {
    const invite = 'mutation ($input: CreateCalendarInviteInput!) { createCalendarInvite(input: $input) { url } }';
    const { createCalendarInvite } = await stack.ask<{ createCalendarInvite: { url: string } }>(invite, { input: { calendarId, role: 'EDITOR' } }, 'mara');
    const guest = await openWindow(stack, null, { path: pathOf(createCalendarInvite.url), locale: 'de-DE', width: 360 });
    const { page } = guest;
    await page.waitForSelector('h1:has-text("Du bist eingeladen")');
    await expectAccessible(page, 'join, signed out');
    await takePictures(page, 'join-signed-out');
    await page.click('button:has-text("Konto anlegen")');
    await page.fill('[name=fullName]', 'Nele Brandt');
    await page.fill('[name=username]', 'nele');
    await page.fill('[name=email]', 'nele@example.org');
    await page.fill('[name=password]', 'a garden of one’s own');
    await page.click('[type=submit]');
    await page.click('a[href^="/join"]');
    await page.waitForSelector('h1:has-text("Allotment 12")');
    await page.waitForSelector('text="Dein Recht: Bearbeiten"');
    await page.click('button:has-text("Dazukommen")');
    await page.waitForSelector('label:has-text("Allotment 12")');
    await mara.page.waitForSelector(rowOf('Nele Brandt'));
    expect(guest.complaints).toEqual([]);
    await guest.close();
  });

  it('is handed over to somebody else, and left', async () => {
    const { page } = mara;
    await page.click(`${rowOf('Nele Brandt')} button[aria-haspopup=menu]`);
    await page.click('[role=menuitemradio]:has-text("Owner")');
    await page.check('dialog [type=checkbox]');
    await takePictures(page, 'make-owner');
    await page.click('dialog button:has-text("Make an owner")');
    await page.waitForSelector('text="Only owners change what follows."');
    await page.click('button:has-text("Leave the calendar")');
    await page.waitForSelector('dialog button:has-text("Leave")');
    await takePictures(page, 'leave-calendar');
    await page.click('dialog button:has-text("Leave")');
    await page.waitForSelector('[role=status] >> text="You have left “Allotment 12”."');
    expect(await page.isVisible('label:has-text("Allotment 12")')).toBe(false);
  });

  it('is deleted by who types its name, and told how much goes with it', async () => {
    const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
    const chess = me.calendars.find(({ name }) => name === 'Chess club')!.id;
    const jonas = await openWindow(stack, 'jonas', { path: `/calendars/${chess}/settings` });
    const { page } = jonas;
    await page.click('button:has-text("Delete the calendar")');
    await page.waitForSelector('dialog:has-text("events and the places of 5 people go with it")');
    expect(await page.isDisabled('dialog [type=submit]')).toBe(true);
    await page.fill('[name=confirmation]', 'chess club');
    await takePictures(page, 'delete-calendar');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('[role=status] >> text="“Chess club” is deleted."');
    await mara.page.waitForSelector('label:has-text("Chess club")', { state: 'detached' });
    expect([...mara.complaints, ...yuki.complaints, ...jonas.complaints]).toEqual([]);
    await jonas.close();
  });
});
