import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Mailer } from '../mailer.js';

/** A mailer and what has arrived where it leads. */
export interface MailerUnderTest {
  readonly mailer: Mailer;
  arrived(): Promise<readonly { readonly to: string; readonly subject: string; readonly text: string; readonly html: string }[]>;
  stop(): Promise<void>;
}

const MAIL = { id: 'delivery-1', to: 'ada@example.org', subject: 'Grüße aus dem Klub', text: 'Um 19:00 im Café.', html: '<p>Um 19:00 im Café.</p>' };

/** What every make of mailer promises. */
export function carriesMail(start: () => Promise<MailerUnderTest>): void {
  let test: MailerUnderTest;
  beforeEach(async () => {
    test = await start();
  });
  afterEach(() => test.stop());

  it('carries a message as it is written, and answers with an id for it', async () => {
    const { providerMessageId } = await test.mailer.send(MAIL);
    expect(providerMessageId).not.toBe('');
    const [message] = await test.arrived();
    expect(message).toMatchObject({ to: MAIL.to, subject: MAIL.subject });
    expect([message?.text.trim(), message?.html.trim()]).toEqual([MAIL.text, MAIL.html]);
  });

  it('says of what it has carried that it was taken, or that it can not tell', async () => {
    await test.mailer.send(MAIL);
    expect([true, null]).toContain(await test.mailer.wasTaken(MAIL.id));
    expect([false, null]).toContain(await test.mailer.wasTaken('another'));
  });
}
