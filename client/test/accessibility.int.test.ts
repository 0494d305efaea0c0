import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { packageRoot } from '../../platform/package-root.js';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

/** What stands on a page once it is there. */
const OPEN = {
  '/sign-in': '[name=identifier]',
  '/register': '[name=fullName]',
  '/forgot-password': 'form',
  '/reset-password': 'form, h1',
  '/verify-email': 'h1',
  '/join': 'h1',
} as const;

const OWN = {
  '/': '.calendar .entry',
  '/inbox': 'main li',
  '/bookings': 'main h1',
  '/settings': '#content',
  '/settings/:part': '#content',
  '/occurrences/:occurrenceId': 'main h1',
  '/events/:eventId/edit': 'main form',
  '/calendars/:calendarId/settings': 'main h2, main form',
} as const;

interface Ids {
  readonly occurrenceId: string;
  readonly eventId: string;
  readonly calendarId: string;
  readonly part: string;
}

/** Of the chess club, which is Mara's. */
async function idsOf(stack: Stack): Promise<Ids> {
  const { me } = await stack.ask<{ me: { calendars: { id: string; name: string; events: { edges: { node: { id: string } }[] } }[] } }>(
    '{ me { calendars { id name events(first: 1) { edges { node { id } } } } } }',
    {},
    'mara',
  );
  const club = me.calendars.find(({ name }) => name === 'Chess club')!;
  const [from, to] = [0, 40].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const { agenda } = await stack.ask<{ agenda: { edges: { node: { id: string; calendar: { id: string } } }[] } }>(
    'query ($from: DateTime!, $to: DateTime!) { agenda(from: $from, to: $to) { edges { node { ... on Occurrence { id calendar { id } } } } } }',
    { from, to },
    'mara',
  );
  const occurrence = agenda.edges.find(({ node }) => node.calendar?.id === club.id)!;
  return { occurrenceId: occurrence.node.id, eventId: club.events.edges[0]!.node.id, calendarId: club.id, part: 'security' };
}

const nameOf = (path: string): string => path.replaceAll(/[/:]+/g, ' ').trim().replaceAll(' ', '-') || 'month';

inBrowser('every page (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  let nobody: Window;
  let ids: Ids;
  beforeAll(async () => {
    stack = await startStack();
    ids = await idsOf(stack);
    mara = await openWindow(stack, 'mara');
    nobody = await openWindow(stack, null, { path: '/sign-in' });
  }, 60_000);
  afterAll(() => stack.stop());

  it('is looked at here', async () => {
    const table = await readFile(join(packageRoot(), 'client', 'app', 'pages.tsx'), 'utf8');
    const paths = Array.from(table.matchAll(/\{ path: '([^']+)'/g), ([, path]) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(Object.keys({ ...OPEN, ...OWN }).sort()).toEqual(paths.sort());
  });

  const visit = async ({ page }: Window, path: string, there: string): Promise<void> => {
    await page.goto(stack.url + path.replaceAll(/:(\w+)/g, (_whole, name: keyof Ids) => encodeURIComponent(ids[name])));
    await page.waitForSelector(there);
    await page.waitForSelector('[aria-busy=true], #content > [aria-hidden]', { state: 'detached' });
    await takePictures(page, nameOf(path));
    await expectAccessible(page, path);
  };

  it.each(Object.entries(OPEN))('that anybody sees has no serious fault: %s', (path, there) => visit(nobody, path, there));
  it.each(Object.entries(OWN))('of one’s own has no serious fault: %s', (path, there) => visit(mara, path, there));

  it.each(['Week', 'Day', 'List'])('has none in the calendar’s other views: %s', async (view) => {
    const { page } = mara;
    await page.goto(stack.url);
    await page.waitForSelector('.calendar .entry');
    await page.click(`text="${view}"`);
    await page.waitForSelector(view === 'List' ? '.calendar .entry-line' : '.calendar :text-is("12:00")');
    await takePictures(page, view.toLowerCase());
    await expectAccessible(page, view);
  });

  it('says in the reader’s language where nothing is, with the frame around it for who is signed in', async () => {
    for (const window of [mara, nobody]) {
      window.expect(/404/);
      const answer = await window.page.goto(`${stack.url}/nonsense`);
      expect(answer?.status()).toBe(404);
      await window.page.waitForSelector('h1:has-text("There is nothing here")');
      expect(await window.page.locator('header').count()).toBe(window === mara ? 1 : 0);
      await takePictures(window.page, window === mara ? 'not-found' : 'not-found-nobody');
      await expectAccessible(window.page, '/nonsense');
    }
  });

  it('has had nothing to complain of', () => {
    expect(nobody.complaints).toEqual([]);
    expect(mara.complaints).toEqual([]);
  });
});
