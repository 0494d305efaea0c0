import { describe, expect, it } from '@jest/globals';
import { writeMail } from './write-mail.js';

const FACTS = {
  locale: 'en-GB',
  fullName: 'Ada <b>Lovelace</b>',
  username: 'ada',
  link: 'http://localhost:4000/verify-email?token=abc&x="y"',
  publicUrl: 'http://localhost:4000',
};

describe('writeMail', () => {
  it('has the link in both forms', () => {
    const { subject, text, html } = writeMail('VERIFY_EMAIL', { ...FACTS, link: 'http://localhost:4000/verify-email?token=abc' });
    expect(subject).toBe('Please verify your e-mail address');
    expect(text).toContain('http://localhost:4000/verify-email?token=abc\n');
    expect(html).toContain('href="http://localhost:4000/verify-email?token=abc"');
  });

  it('lets nothing of a name or a link become markup', () => {
    const { html } = writeMail('VERIFY_EMAIL', FACTS);
    expect(html).toContain('Ada &lt;b&gt;Lovelace&lt;/b&gt;');
    expect(html).not.toContain('<b>');
    expect(html).toContain('token=abc&amp;x=&quot;y&quot;');
  });

  it('speaks German to those who do, and English to all others', () => {
    expect(writeMail('RESET_PASSWORD', { ...FACTS, locale: 'de-AT' }).subject).toBe('Neues Passwort wählen');
    expect(writeMail('RESET_PASSWORD', { ...FACTS, locale: 'ja' }).subject).toBe('Choose a new password');
  });

  it('has no button where there is nothing to do', () => {
    const { html, text } = writeMail('EMAIL_CHANGED', { ...FACTS, link: null });
    expect(html).not.toContain('/verify-email');
    expect(text).not.toContain('null');
  });
});
