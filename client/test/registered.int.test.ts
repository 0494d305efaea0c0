import { afterEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow } from './support/window.js';

/** In the newest event of the chess club's calendar somebody else adds a line that the window shows by itself. */
async function jonasAdds(stack: Stack, title: string): Promise<void> {
  const { me } = await stack.ask<{ me: { calendars: { id: string; name: string }[] } }>('{ me { calendars { id name } } }', {}, 'jonas');
  const calendarId = me.calendars.find(({ name }) => name === 'Chess club')!.id;
  const [startsAt, endsAt] = [1, 2].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  await stack.ask('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input: { calendarId, title, startsAt, endsAt } }, 'jonas');
}

async function signIn(page: Page): Promise<void> {
  await page.fill('[name=identifier]', 'mara');
  await page.fill('[name=password]', 'let us convene');
  await page.click('[type=submit]');
  await page.waitForSelector('.calendar .entry');
}

inBrowser('operations by their hashes (needs chromium)', () => {
  let stack: Stack | undefined;
  afterEach(async () => {
    await stack?.stop();
    stack = undefined;
  });

  it('are all that the application needs where nothing else is answered', async () => {
    stack = await startStack({ env: { TRUSTED_DOCUMENTS: 'only' } });
    const { page, complaints } = await openWindow(stack, null);
    const texts: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql')) texts.push((request.postDataJSON() as { query: string }).query);
    });
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => texts.push((JSON.parse(String(payload)) as { payload?: { query?: string } }).payload?.query ?? '')));
    await signIn(page);
    await jonasAdds(stack, 'Blitz in the park');
    await page.waitForSelector('[role=status]:has-text("Jonas Weber added “Blitz in the park”")');
    await page.waitForSelector('.calendar .entry:has-text("Blitz in the park")');
    await page.reload();
    await page.waitForSelector('.calendar .entry:has-text("Blitz in the park")');
    expect(texts.filter((text) => text !== '')).toEqual([]);
    expect(complaints).toEqual([]);

    const answer = await fetch(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ me { id } }"}' });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('are followed by their texts where the server does not know them', async () => {
    stack = await startStack({ env: { TRUSTED_DOCUMENTS_FILE: '.cache/there-is-none.json' } });
    const { page, complaints } = await openWindow(stack, null);
    await signIn(page);
    await jonasAdds(stack, 'Simultaneous');
    await page.waitForSelector('.calendar .entry:has-text("Simultaneous")');
    expect(complaints).toEqual([]);
  });
});
