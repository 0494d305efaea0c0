import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

const BANNER = '[role=status]:has-text("No connection.")';

inBrowser('off-line and back (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  beforeAll(async () => {
    stack = await startStack();
    mara = await openWindow(stack, 'mara');
    mara.expect(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection/);
    await mara.page.waitForSelector('.calendar .entry');
    await mara.page.click('text="List"');
  });
  afterAll(() => stack.stop());

  async function jonasAdds(title: string): Promise<void> {
    const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
    const calendarId = me.calendars.find(({ name }) => name === 'Chess club')!.id;
    const [startsAt, endsAt] = [1, 2].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    await stack.ask('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input: { calendarId, title, startsAt, endsAt } }, 'jonas');
  }

  it('says that there is no connection, and shows what was missed when it is back', async () => {
    const { page, context } = mara;
    await context.setOffline(true);
    await page.waitForSelector(BANNER);
    await takePictures(page, 'off-line');
    await jonasAdds('Blitz in the park');
    await context.setOffline(false);
    await page.waitForSelector(BANNER, { state: 'detached' });
    await page.waitForSelector('.calendar .entry:has-text("Blitz in the park")');
  });

  it('goes to a page whose code was not loaded yet as soon as the connection is back', async () => {
    const { page, context } = mara;
    await context.setOffline(true);
    await page.locator('a[href="/inbox"]').first().evaluate((link: HTMLElement) => link.click());
    await page.waitForSelector(BANNER);
    expect(await page.isVisible('h1:has-text("Inbox")')).toBe(false);
    await context.setOffline(false);
    await page.waitForSelector('h1:has-text("Inbox")');
    await page.waitForSelector('main li');
    await page.click('a[href="/"]');
    await page.waitForSelector('.calendar .entry');
  });

  it('keeps what was typed while the server is away, and sends it once', async () => {
    const { page } = mara;
    await page.click('button:has-text("New event")');
    await page.fill('dialog [name=title]', 'Tea with the neighbours');
    await stack.stopServer();
    await page.waitForSelector(BANNER);
    await page.click('dialog [type=submit]');
    await page.waitForSelector('dialog [role=alert]');
    expect(await page.inputValue('dialog [name=title]')).toBe('Tea with the neighbours');
    await stack.startServer();
    await page.waitForSelector(BANNER, { state: 'detached' });
    await page.click('dialog [type=submit]');
    await page.waitForSelector('dialog', { state: 'detached' });
    const { me } = await stack.ask<{ me: { calendars: { events: { edges: { node: { title: string } }[] } }[] } }>(
      '{ me { calendars { events(first: 50) { edges { node { title } } } } } }',
      {},
      'mara',
    );
    const titles = me.calendars.flatMap(({ events }) => events.edges.map(({ node }) => node.title));
    expect(titles.filter((title) => title === 'Tea with the neighbours')).toHaveLength(1);
  });

  it('hears again what happens, from a server that was started anew', async () => {
    await jonasAdds('After the restart');
    await mara.page.waitForSelector('[role=status]:has-text("Jonas Weber added “After the restart”")');
    expect(mara.complaints).toEqual([]);
  });

  it('keeps the frame around a page that breaks, and offers the way on', async () => {
    const { page, complaints, expect: means, close } = await openWindow(stack, 'jonas');
    means(/TypeError|Minified React/);
    await page.route('**/graphql', async (route) => {
      if ((route.request().postDataJSON() as { operationName: string }).operationName !== 'Inbox') return route.continue();
      const broken = { me: { __typename: 'User', id: '1', unreadNotificationCount: 0, notifications: { __typename: 'NotificationConnection', changeCursor: '0', pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null }, edges: [null] } } };
      return route.fulfill({ json: { data: broken } });
    });
    await page.locator('a[href="/inbox"]').first().evaluate((link: HTMLElement) => link.click());
    await page.waitForSelector('[role=alert]:has-text("This page can’t be shown.")');
    await takePictures(page, 'broken');
    await page.click('text="To the calendar"');
    await page.waitForSelector('.calendar .entry');
    expect(complaints).toEqual([]);
    await close();
  });

  it('loads the page again when its code is gone because another version is served', async () => {
    const { page, complaints, expect: means, close } = await openWindow(stack, 'jonas');
    means(/404/);
    await page.waitForSelector('.calendar .entry');
    await page.evaluate(() => Object.assign(globalThis, { stillThere: true }));
    await page.route('**/assets/inbox-page-*', (route) => route.fulfill({ status: 404 }), { times: 1 });
    await page.route(`${stack.url}/`, (route) => route.fulfill({ body: '<script type="module" src="/assets/index-newer.js"></script>' }), { times: 1 });
    await page.locator('a[href="/inbox"]').first().evaluate((link: HTMLElement) => link.click());
    await page.waitForSelector('main li');
    expect(await page.evaluate(() => 'stillThere' in globalThis)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});
