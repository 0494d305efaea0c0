import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { linkParameter } from '../../demo/mailbox.js';
import type { Clock } from '../../platform/clock.js';
import { expectAccessible } from './support/accessible.js';
import { inBrowser, startStack, type Stack } from './support/stack.js';
import { openWindow, takePictures, type Window } from './support/window.js';

const EMAIL = 'ada@example.org';

inBrowser('an account (needs chromium)', () => {
  let stack: Stack;
  let ada: Window;
  let password = 'an engine that weaves';
  let secret = '';
  let recoveryCodes: string[] = [];
  beforeAll(async () => {
    stack = await startStack({ clock });
    ada = await openWindow(stack, null, { path: '/sign-in' });
  });
  afterAll(() => stack.stop());

  /** The server's clock goes as the browser's does, and is put forward where else one would wait. */
  let ahead = 0;
  const clock: Clock = { now: () => new Date(Date.now() + ahead) };
  const code = (): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
  /** Five codes are heard within a minute, and each once. */
  const aMinuteLater = (): void => void (ahead += 61_000);
  const signOut = async ({ page }: Window): Promise<void> => {
    await page.click('[aria-label="Account of Ada Byron"]');
    await page.click('[role=menuitem]:has-text("Sign out")');
    await page.waitForURL('**/sign-in');
  };
  const signIn = async (page: Page): Promise<void> => {
    await page.fill('[name=identifier]', EMAIL);
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
  };

  it('says at each field what is wrong with it, and keeps what was typed', async () => {
    const { page } = ada;
    await page.waitForSelector('h1:has-text("Welcome back")');
    await expectAccessible(page);
    await takePictures(page, 'sign-in');
    await page.click('text="New here? Make an account"');
    await page.fill('[name=fullName]', 'Ada Byron');
    await page.fill('[name=username]', 'mara');
    await page.fill('[name=email]', EMAIL);
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
    await page.waitForSelector('[name=username][aria-invalid=true]:focus');
    expect(await page.isVisible('text="This username is taken."')).toBe(true);
    await expectAccessible(page);
    await takePictures(page, 'register');
    await page.fill('[name=username]', 'ada');
    expect(await page.isVisible('text="This username is taken."')).toBe(false);
    await page.fill('[name=password]', 'password123');
    await page.click('[type=submit]');
    await page.waitForSelector('[name=password][aria-invalid=true]:focus');
    expect([await page.inputValue('[name=fullName]'), await page.inputValue('[name=email]')]).toEqual(['Ada Byron', EMAIL]);
  });

  it('is made, and its address verified by the mail, in whatever tab', async () => {
    const { page } = ada;
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
    await page.waitForSelector('h1:has-text("Look into your mail")');
    await expectAccessible(page);
    await takePictures(page, 'look-into-mail');
    await page.click('text="Open my calendar"');
    await page.waitForSelector(`text="Verify ${EMAIL} by the link that we mailed you."`);
    await takePictures(page, 'unverified');

    const token = linkParameter(await stack.mail(EMAIL, '/verify-email'), '/verify-email', 'token');
    const tab = await ada.openTab(`/verify-email?token=${token}`);
    await tab.waitForSelector('h1:has-text("Is this your address?")');
    expect(tab.url()).toBe(`${stack.url}/verify-email`);
    await expectAccessible(tab);
    await takePictures(tab, 'verify-email');
    await tab.click('button:has-text("Yes, verify it")');
    await tab.waitForSelector(`text="${EMAIL} is verified."`);
    await tab.close();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForSelector('text="Send the mail again"', { state: 'detached' });
  });

  it('says what a link is that is used, or not whole', async () => {
    const tab = await ada.openTab('/verify-email?token=used');
    await tab.waitForURL(`${stack.url}/verify-email`);
    await tab.click('button:has-text("Yes, verify it")');
    await tab.waitForSelector('[role=alert]:has-text("This link does not work any more.")');
    await tab.goto(`${stack.url}/reset-password`);
    await tab.waitForSelector('[role=alert]:has-text("This link is not whole.")');
    await tab.close();
  });

  it('gets another password by mail', async () => {
    const { page } = ada;
    await signOut(ada);
    await page.click('text="Forgot your password?"');
    await page.waitForSelector('h1:has-text("Forgot your password?")');
    await expectAccessible(page);
    await takePictures(page, 'forgot-password');
    await page.fill('[name=email]', EMAIL);
    await page.click('[type=submit]');
    await page.waitForSelector('h1:has-text("Look into your mail")');

    const token = linkParameter(await stack.mail(EMAIL, '/reset-password'), '/reset-password', 'token');
    await page.goto(`${stack.url}/reset-password?token=${token}`);
    await page.waitForSelector('h1:has-text("Choose a new password")');
    expect(page.url()).toBe(`${stack.url}/reset-password`);
    password = 'a letter to the future';
    await expectAccessible(page);
    await takePictures(page, 'reset-password');
    await page.fill('[name=newPassword]', password);
    await page.click('[type=submit]');
    await page.waitForSelector('h1:has-text("That’s your new password")');
    await page.click('a:has-text("Sign in")');
    await signIn(page);
    await page.waitForURL(`${stack.url}/`);
  });

  it('turns two-factor login on, and shows its recovery codes once', async () => {
    const { page } = ada;
    await page.goto(`${stack.url}/settings/security`);
    await page.click('button:has-text("Turn on")');
    await page.fill('dialog [name=password]', 'not mine');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('text="This is not your password."');
    await page.fill('dialog [name=password]', password);
    await page.click('dialog [type=submit]');
    await page.waitForSelector('svg[aria-label="QR code for your authenticator app"]');
    await expectAccessible(page);
    await takePictures(page, 'two-factor-scan');
    secret = (await page.innerText('dialog code')).replaceAll(' ', '');
    await page.fill('dialog [name=code]', code());
    await page.click('dialog [type=submit]');
    await page.waitForSelector('h2:has-text("Keep your recovery codes")');
    await takePictures(page, 'two-factor-codes');
    recoveryCodes = await page.locator('dialog li').allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    await page.click('text="Copy"');
    await page.waitForSelector('text="Copied"');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${recoveryCodes.join('\n')}\n`);
    await page.keyboard.press('Escape');
    await page.check('dialog [type=checkbox]');
    await page.click('text="Done"');
    await page.waitForSelector('button:has-text("Turn off")');
  });

  it('lets nobody in without a second factor', async () => {
    const { page } = ada;
    await signOut(ada);
    await signIn(page);
    await page.fill('[name=code]', '000000');
    await page.click('[type=submit]');
    await page.waitForSelector('text="This code is wrong, or was used before. Wait for the next one."');
    await takePictures(page, 'sign-in-code');
    // The code of the step before was used for turning it on.
    aMinuteLater();
    await page.fill('[name=code]', code());
    await page.click('[type=submit]');
    await page.waitForURL(`${stack.url}/`);
  });

  it('takes each recovery code once', async () => {
    const { page } = ada;
    aMinuteLater();
    await signOut(ada);
    await signIn(page);
    await page.click('text="Lost your device? Use a recovery code"');
    await page.fill('[name=code]', recoveryCodes[0]!);
    await page.click('[type=submit]');
    await page.waitForURL(`${stack.url}/`);
    await signOut(ada);
    await signIn(page);
    await page.click('text="Lost your device? Use a recovery code"');
    await page.fill('[name=code]', recoveryCodes[0]!);
    await page.click('[type=submit]');
    await page.waitForSelector('[name=code][aria-invalid=true]');
    await page.fill('[name=code]', recoveryCodes[1]!);
    await page.click('[type=submit]');
    await page.waitForURL(`${stack.url}/`);
  });

  it('turns two-factor login off again by both proofs', async () => {
    const { page } = ada;
    aMinuteLater();
    await page.goto(`${stack.url}/settings/security`);
    await page.click('button:has-text("Turn off")');
    await page.fill('dialog [name=password]', password);
    await page.fill('dialog [name=code]', recoveryCodes[2]!);
    await page.click('dialog [type=submit]');
    await page.waitForSelector('button:has-text("Turn on")');
  });

  it('speaks German where the browser does', async () => {
    const karl = await openWindow(stack, null, { path: '/register', locale: 'de-DE' });
    const { page } = karl;
    await page.fill('[name=fullName]', 'Karl Drais');
    await page.fill('[name=username]', 'mara');
    await page.fill('[name=email]', 'karl@example.org');
    await page.fill('[name=password]', 'ein rad das laeuft');
    await page.click('[type=submit]');
    await page.waitForSelector('text="Diesen Benutzernamen gibt es schon."');
    await takePictures(page, 'register-de');
    await page.fill('[name=username]', 'karl');
    await page.click('[type=submit]');
    await page.waitForSelector('h1:has-text("Sieh in deine Mails")');
    await takePictures(page, 'look-into-mail-de');
    expect((await stack.mail('karl@example.org')).subject).toContain('E-Mail-Adresse');
    expect(karl.complaints).toEqual([]);
    await karl.close();
  });

  it('had nothing to complain of', () => {
    expect(ada.complaints).toEqual([]);
  });
});
