import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.js';

export interface SmtpOptions {
  /** Such as `smtps://user:password@mail.example.org`. */
  readonly url: string;
  /** Whom mails come from, such as `Convene <convene@example.org>`. */
  readonly from: string;
}

/** Milliseconds that the server may take to greet, and to answer one command. */
const PATIENCE = 10_000;

/**
 * Sends mail by SMTP (RFC 5321), over few connections that are kept. The Message-ID is made of the mail's own id, so that
 * inboxes can tell the same mail when it comes twice; whether one was taken the server can't be asked.
 */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer & { close(): Promise<void> } {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  const patience = { connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE };
  const transport = createTransport({ url, pool: true, ...patience });
  return {
    async send({ id, to, subject, text, html }) {
      const messageId = `<${id}@${domain}>`;
      await transport.sendMail({ messageId, from, to, subject, text, html });
      return { providerMessageId: messageId };
    },
    wasTaken: () => Promise.resolve(null),
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}
