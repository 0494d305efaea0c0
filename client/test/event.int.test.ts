import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

const HOUR = 3_600_000;

interface Made {
  readonly createEvent: { readonly id: string; readonly occurrences: { readonly edges: readonly { readonly node: { readonly id: string } }[] } };
}

/** An event of Jonas' on the calendar that he shares with Mara and others; answers with its id and its occurrence's. */
async function makeEvent(stack: Stack, input: Readonly<Record<string, unknown>>): Promise<{ eventId: string; occurrenceId: string }> {
  const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
  const calendarId = me.calendars.find(({ name }) => name === 'Chess club')!.id;
  // In the middle of the day, so that it is three days away at whatever hour this runs.
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(Date.now());
  const startsAt = new Date(Date.parse(`${today}T12:00:00Z`) + 72 * HOUR).toISOString();
  const endsAt = new Date(Date.parse(startsAt) + 2 * HOUR).toISOString();
  const { createEvent } = await stack.ask<Made>(
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id occurrences(first: 1) { edges { node { id } } } } }',
    { input: { calendarId, startsAt, endsAt, timeZone: 'Europe/Berlin', ...input } },
    'jonas',
  );
  return { eventId: createEvent.id, occurrenceId: createEvent.occurrences.edges[0]!.node.id };
}

const says = (page: Page, words: string): Promise<unknown> => page.waitForSelector(`text="${words}"`);

inBrowser('an event’s page (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  let tomas: Window;
  let path: string;
  let eventId: string;
  beforeAll(async () => {
    stack = await startStack();
    const made = await makeEvent(stack, { title: 'The last seat', capacity: 1, description: 'More at https://example.org/chess.', location: { name: 'Library', address: 'Hauptstr. 1, Berlin' } });
    eventId = made.eventId;
    path = `/occurrences/${made.occurrenceId}`;
    [mara, tomas] = await Promise.all([openWindow(stack, 'mara', { path }), openWindow(stack, 'tomas', { path, timezoneId: 'America/New_York' })]);
  });
  afterAll(() => stack.stop());

  it('says when, where and who, and leads on by links that are safe', async () => {
    const { page } = mara;
    await page.waitForSelector('h1:has-text("The last seat")');
    await says(page, 'in 3 days');
    await says(page, 'Jonas Weber');
    expect(await page.getAttribute('a:has-text("https://example.org/chess")', 'href')).toBe('https://example.org/chess');
    expect(await page.getAttribute('text="Show on a map"', 'href')).toBe('https://www.openstreetmap.org/search?query=Hauptstr.%201%2C%20Berlin');
    await takePictures(page, 'event');
    await expectAccessible(page);
  });

  it('gives itself to another calendar as a file', async () => {
    const [file] = await Promise.all([mara.page.waitForEvent('download'), mara.page.click('text="Add to another calendar"')]);
    expect(file.suggestedFilename()).toBe('The last seat.ics');
    expect(await readFile(await file.path(), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n[^]*SUMMARY:The last seat\r\nDESCRIPTION:More at https:\/\/example\.org\/chess\.\r\nLOCATION:Library\\, Hauptstr\. 1\\, Berlin\r\n/);
  });

  it('shows another at once that somebody took the last seat', async () => {
    await says(tomas.page, '1 of 1 free');
    await mara.page.click('text="Book a seat"');
    await says(mara.page, 'You have a seat.');
    await says(tomas.page, '0 of 1 free');
  });

  it('puts who comes too late in line, and says at which place', async () => {
    await tomas.page.click('text="Join the waiting list"');
    await tomas.page.waitForSelector('[role=status]:has-text("Your place in line"):has-text("1"):has-text("of 1")');
    await says(mara.page, 'One is waiting for a seat');
    await takePictures(tomas.page, 'event-waiting');
  });

  it('says what is lost, gives the seat back, and offers it to the first in line while a clock runs down', async () => {
    await mara.page.click('text="Give the seat back"');
    await mara.page.waitForSelector('dialog:has-text("Others are waiting: the next in line is offered the seat")');
    await takePictures(mara.page, 'give-back');
    await mara.page.click('dialog >> text="Give the seat back"');
    await says(tomas.page, 'A seat came free, and is kept for you.');
    const clock = tomas.page.locator('[role=timer]');
    const before = await clock.textContent();
    expect(before).toMatch(/^1[12]:\d\d:\d\d$/);
    await tomas.page.waitForFunction((then) => document.querySelector('[role=timer]')?.textContent !== then, before);
    await takePictures(tomas.page, 'event-offer');
    await expectAccessible(tomas.page);
  });

  it('has the offer among one’s bookings, to be taken there, and then the ticket', async () => {
    const page = await tomas.openTab('/bookings');
    await page.waitForSelector('h2:has-text("Kept for you")');
    await page.waitForSelector('li:has-text("The last seat") >> text=/^1[12]:\\d\\d:\\d\\d left$/');
    await takePictures(page, 'bookings');
    await expectAccessible(page);
    await page.click('text="Take the seat"');
    const line = page.locator('section:has(h2:text-is("Your tickets")) li:has-text("The last seat")');
    await line.locator('text="Show ticket"').click();
    await line.locator('img[alt="QR code of ticket 1"]').waitFor();
    await page.close();
  });

  it('shows the ticket in the other tab as a code that loads, over the whole screen for the door', async () => {
    const { page } = tomas;
    await says(page, 'You have a seat.');
    const picture = page.locator('img[alt="QR code of ticket 1"]').first();
    expect(await picture.evaluate((image) => (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth > 0))).toBe(true);
    await takePictures(page, 'event-ticket');
    await expectAccessible(page);
    await page.click('text="Show at the door"');
    await page.waitForSelector('dialog:has-text("For Tomáš Novák")');
    await takePictures(page, 'ticket-door');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  });

  it('shows who runs the event who comes, and lets them cancel a booking with a reason', async () => {
    const jonas = await openWindow(stack, 'jonas', { path });
    await jonas.page.waitForSelector('section[aria-label="Who comes"] li:has-text("Tomáš Novák"):has-text("Booked")');
    await takePictures(jonas.page, 'event-run');
    await expectAccessible(jonas.page);
    await jonas.page.click('[aria-label="Cancel the booking of Tomáš Novák"]');
    await jonas.page.fill('dialog input', 'The room is smaller');
    await jonas.page.click('dialog [type=submit]');
    await says(jonas.page, '1 of 1 free');
    await says(tomas.page, 'Book a seat');
    expect(jonas.complaints).toEqual([]);
    await jonas.close();
  });

  it('sets a reminder by one press, changes how it comes, and takes it away with a way back', async () => {
    const { page } = mara;
    await page.click('text="+ 1 hour before"');
    const line = page.locator('section[aria-label="Remind me"] li:has-text("1 hour before")');
    await line.locator('text=/^Next: .*, in 3 days$/').waitFor();
    await line.locator('button:has-text("E-mail")').click();
    await line.locator('button:has-text("E-mail")[aria-pressed=false]').waitFor();
    await page.click('[aria-label="Remove: 1 hour before"]');
    await line.waitFor({ state: 'detached' });
    await page.click('text="Undo"');
    await line.locator('button:has-text("E-mail")[aria-pressed=false]').waitFor();
    await page.click('text="Another time …"');
    await page.fill('[aria-label="How long before"]', '3');
    await page.click('text="Add a reminder"');
    await page.waitForSelector('section[aria-label="Remind me"] li:has-text("3 hours before")');
  });

  it('follows what others make of it: a new title, and its end', async () => {
    await stack.ask('mutation ($id: ID!) { updateEvent(id: $id, input: { title: "The very last seat" }) { event { id } } }', { id: eventId }, 'jonas');
    await mara.page.waitForSelector('h1:has-text("The very last seat")');
    await stack.ask('mutation ($id: ID!) { cancelEvent(id: $id) { event { id } } }', { id: eventId }, 'jonas');
    await says(mara.page, 'This will not take place.');
    await stack.ask('mutation ($id: ID!) { deleteEvent(id: $id) { deletedEventId } }', { id: eventId }, 'jonas');
    await says(mara.page, 'This has just been deleted');
  });

  it('says in German why nothing can be booked, and what is not there', async () => {
    const { occurrenceId } = await makeEvent(stack, { title: 'Lange her', startsAt: new Date(Date.now() - 3 * HOUR).toISOString(), endsAt: new Date(Date.now() + HOUR).toISOString(), capacity: 3 });
    const window = await openWindow(stack, 'mara', { path: `/occurrences/${occurrenceId}`, locale: 'de-DE', width: 360 });
    await says(window.page, 'Es hat schon begonnen: Buchen geht nicht mehr.');
    await window.page.goto(`${stack.url}/occurrences/none`);
    await says(window.page, 'So eine Veranstaltung gibt es hier nicht');
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  it('has had nothing to complain of', () => {
    expect([...mara.complaints, ...tomas.complaints]).toEqual([]);
  });
});
