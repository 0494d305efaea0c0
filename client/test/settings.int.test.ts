import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../platform/testing/until.js';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

const PARTS = ['profile', 'preferences', 'security', 'devices', 'tokens', 'activity'];

inBrowser('the settings of an account (needs chromium)', () => {
  let stack: Stack;
  let mara: Window;
  beforeAll(async () => {
    stack = await startStack();
    mara = await openWindow(stack, 'mara');
  });
  afterAll(() => stack.stop());

  const me = async <Me>(fields: string): Promise<Me> => (await stack.ask<{ me: Me }>(`{ me { ${fields} } }`, {}, 'mara')).me;

  it('are reached by the keyboard alone, from a menu behind the initials', async () => {
    const { page } = mara;
    await page.waitForSelector('[aria-haspopup=menu]');
    await page.focus('[aria-haspopup=menu]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=menuitem]:focus');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role=menuitem]:focus:has-text("Settings")');
    await expectAccessible(page, 'the menu');
    await takePictures(page, 'menu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[aria-haspopup=menu]:focus');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings');
    await page.waitForSelector('h2:has-text("Profile")');
    await takePictures(page, 'settings', [360]);
  });

  it('are the name that others read', async () => {
    const { page } = mara;
    await page.fill('[name=fullName]', '  ');
    await page.click('main [type=submit]');
    await page.waitForSelector('text="This can’t be empty."');
    await page.fill('[name=fullName]', 'Mara L.');
    await page.click('main [type=submit]');
    await page.waitForSelector('[aria-label="Account of Mara L."]');
    expect(await me('fullName')).toEqual({ fullName: 'Mara L.' });
  });

  it('are the zone of the screens, found by what a person types', async () => {
    const { page } = mara;
    await page.click('nav >> text="Language & look"');
    await page.click('[role=combobox]');
    await page.keyboard.type('tokyo');
    await page.waitForSelector('[role=option]:has-text("Tokyo")');
    await expectAccessible(page, 'the list of zones');
    await takePictures(page, 'zone-picker');
    await page.keyboard.press('Enter');
    await until('it is kept', async () => (await me<{ timeZone: string }>('timeZone')).timeZone === 'Asia/Tokyo');
    await page.click('text="Use it"');
    await until('it is kept', async () => (await me<{ timeZone: string }>('timeZone')).timeZone === 'Europe/Berlin');
  });

  it('are the look, which is there before anything is painted', async () => {
    const { page } = mara;
    await page.check('[role=radiogroup][aria-label=Look] [value=dark]');
    await page.route('**/assets/index-*.js', (route) => route.abort());
    mara.expect(/index-.*\.js|ERR_FAILED/);
    await page.reload();
    expect(await page.evaluate(() => [document.documentElement.dataset['theme'], getComputedStyle(document.documentElement).colorScheme])).toEqual(['dark', 'dark']);
    await page.unroute('**/assets/index-*.js');
    await page.reload();
    await page.check('[role=radiogroup][aria-label=Look] [value=system]');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBeUndefined();
  });

  it('are the language, here and wherever the person signs in', async () => {
    const { page } = mara;
    // With the language the whole page is made anew: to check is to look at what is no longer there.
    await page.locator('[role=radiogroup][aria-label=Language] [value=de]').evaluate((choice: HTMLInputElement) => choice.click());
    await page.waitForSelector('h2:has-text("Sprache & Aussehen")');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await until('it is kept', async () => (await me<{ locale: string }>('locale')).locale === 'de');
    const elsewhere = await openWindow(stack, 'mara', { path: '/settings/profile' });
    await elsewhere.page.waitForSelector('h2:has-text("Profile")');
    await elsewhere.page.evaluate(() => localStorage.removeItem('convene.locale'));
    await elsewhere.page.reload();
    await elsewhere.page.waitForSelector('h2:has-text("Profil")');
    await elsewhere.close();
    for (const part of PARTS) {
      await page.goto(`${stack.url}/settings/${part}`);
      await page.waitForSelector('main section');
      await takePictures(page, `settings-${part}-de`);
    }
    await page.goto(`${stack.url}/settings/preferences`);
    await page.locator('[role=radiogroup][aria-label=Sprache] [value=browser]').evaluate((choice: HTMLInputElement) => choice.click());
    await page.waitForSelector('h2:has-text("Language & look")');
    await until('it is kept', async () => (await me<{ locale: string }>('locale')).locale === 'en-GB');
  });

  it('are the devices, each of which can be signed out from here', async () => {
    const phone = await openWindow(stack, 'mara', { width: 360 });
    phone.expect(/status of 401/);
    await phone.page.waitForSelector('.calendar .entry');
    const { page } = mara;
    await page.click('nav >> text="Devices"');
    await page.waitForSelector('text="This device"');
    await page.click('button:has-text("Sign out all others")');
    await page.waitForSelector('dialog');
    await expectAccessible(page, 'the question');
    await takePictures(page, 'confirm');
    await page.click('dialog button:has-text("Sign out all others")');
    await phone.page.waitForSelector('dialog:has-text("Sign in again")');
    await takePictures(phone.page, 'sign-in-again-phone', [360]);
    await page.waitForSelector('text="You are signed in nowhere else."');
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it('are the tokens of scripts, shown once and good until revoked', async () => {
    const { page } = mara;
    const asked = async (secret: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
      return (await fetch(`${stack.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: '{ me { id } }' }) })).status;
    };
    await page.click('nav >> text="Access tokens"');
    await page.click('button:has-text("New token")');
    await page.fill('dialog [name=name]', 'Wall display');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('text="Choose at least one thing."');
    await page.check('text="Read calendars and events"');
    await expectAccessible(page, 'a new token');
    await takePictures(page, 'new-token');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('h2:has-text("Your new token")');
    await takePictures(page, 'token-made');
    const secret = await page.innerText('dialog code');
    expect(await asked(secret)).toBe(200);
    await page.click('text="I have it"');
    await page.waitForSelector('li:has-text("Wall display")');
    expect(await page.isVisible(`text="${secret}"`)).toBe(false);
    await takePictures(page, 'settings-tokens-full');
    await page.click('li:has-text("Wall display") button');
    await page.click('dialog button:has-text("Revoke")');
    await page.waitForSelector('li:has-text("Wall display")', { state: 'detached' });
    expect(await asked(secret)).toBe(401);
  });

  it('are the password: another one signs out everywhere but here', async () => {
    const elsewhere = await openWindow(stack, 'mara');
    elsewhere.expect(/status of 401/);
    await elsewhere.page.waitForSelector('.calendar .entry');
    const { page } = mara;
    await page.click('nav >> text="Sign-in & security"');
    await page.click('button:has-text("Change the password")');
    await page.fill('[name=currentPassword]', 'not mine');
    await page.fill('[name=newPassword]', 'quite another one');
    await page.click('main [type=submit]');
    await page.waitForSelector('[name=currentPassword][aria-invalid=true]:focus');
    await takePictures(page, 'password');
    await page.fill('[name=currentPassword]', 'let us convene');
    await page.click('main [type=submit]');
    await page.waitForSelector('[role=status]:has-text("Your new password counts.")');
    await elsewhere.page.waitForSelector('dialog:has-text("Sign in again")');
    expect(await page.isVisible('dialog')).toBe(false);
    await elsewhere.close();
    await page.click('nav >> text="Activity"');
    await page.waitForSelector('li:has-text("Password changed")');
    expect(await page.isVisible('dialog')).toBe(false);
  });

  it('are the address, which counts once its mail was opened', async () => {
    const { page } = mara;
    await page.click('nav >> text="Sign-in & security"');
    await page.click('button:has-text("Change the address")');
    await page.fill('[name=email]', 'mara@example.net');
    await page.fill('[name=password]', 'quite another one');
    await page.click('main [type=submit]');
    await page.waitForSelector('text="Look into the mail of mara@example.net: the link there makes it yours."');
    await takePictures(page, 'email');
    expect((await stack.mail('mara@example.net')).text).toContain('/verify-email');
  });

  it('have no serious fault for who can’t see them, and nothing to complain of', async () => {
    const { page } = mara;
    for (const part of PARTS) {
      await page.goto(`${stack.url}/settings/${part}`);
      await page.waitForSelector('main section');
      await expectAccessible(page);
      await takePictures(page, `settings-${part}`);
    }
    expect(mara.complaints).toEqual([]);
  });
});
