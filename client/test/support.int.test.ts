import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../platform/testing/until.js';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow } from './support/window.js';

inBrowser('what watches over the web application (needs chromium)', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.stop());

  it('hears faults, breaches of the policy and what fails, but not what a test means to happen', async () => {
    const { page, complaints, expect: means, close } = await openWindow(stack, null, { path: '/sign-in' });
    means(/on purpose/);
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('a fault');
      });
      setTimeout(() => {
        throw new Error('on purpose');
      });
      globalThis['console'].error('said');
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/a.png' }));
      void fetch('/assets/none.js');
    });
    const heard = [/^threw: Error: a fault/, /^console: said/, /^policy: img-src refuses https:\/\/elsewhere/, /^console: .* 404 .*none\.js/];
    for (const what of heard) await until(`it hears ${String(what)}`, () => complaints.some((complaint) => what.test(complaint)));
    expect(complaints.join()).not.toMatch(/on purpose/);
    await close();
  });

  it('sees what axe finds in either theme', async () => {
    const { page, close } = await openWindow(stack, null, { path: '/sign-in' });
    await page.waitForSelector('[name=identifier]');
    await expectAccessible(page);
    await page.evaluate(() => {
      const faint = Object.assign(document.createElement('p'), { textContent: 'Faint' });
      faint.style.color = 'light-dark(#ccc, #fff)';
      document.querySelector('main')?.append(faint);
    });
    await expect(expectAccessible(page)).rejects.toThrow(/^axe found 1 faults\.\n\n\/sign-in, light: color-contrast: [^]*Faint/);
    await close();
  });

  it('loses the server and finds it again at the same address', async () => {
    await stack.stopServer();
    await expect(fetch(`${stack.url}/livez`)).rejects.toThrow();
    await stack.startServer();
    expect((await fetch(`${stack.url}/livez`)).status).toBe(200);
    expect(await stack.ask('{ me { username } }', {}, 'amina')).toEqual({ me: { username: 'amina' } });
  });
});
