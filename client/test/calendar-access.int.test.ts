import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

inBrowser('the views of the calendar (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  beforeAll(async () => {
    stack = await startStack();
    mara = await openWindow(stack, 'mara');
    await mara.page.waitForSelector('.calendar .entry');
  });
  afterAll(() => stack.stop());

  it.each(['Month', 'Week', 'Day', 'List'])('are accessible, on a screen and on a phone: %s', async (view) => {
    const { page } = mara;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.click(`button:text-is("${view}")`);
    await page.waitForSelector('[role=grid]');
    await expectAccessible(page, view);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForSelector('[role=grid]', { state: 'detached' });
    await expectAccessible(page, `${view} on a phone`);
    await takePictures(page, `calendar-${view.toLowerCase()}`);
    expect(mara.complaints).toEqual([]);
  });
});
