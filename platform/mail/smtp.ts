import { createTransport } from 'nodemailer';
import { MailRefused, type Mailer } from './mailer.js';

export interface SmtpOptions {
  /** Such as `smtps://user:password@mail.example.org`. */
  readonly url: string;
  /** Whom mails come from, such as `Convene <convene@example.org>`. */
  readonly from: string;
  /** Milliseconds that the server may take to greet; twice that to answer one command. Ten seconds unless told. */
  readonly patience?: number;
}

const PATIENCE = 10_000;

/**
 * Sends mail by SMTP (RFC 5321), over few connections that are kept. The Message-ID is made of the mail's own id, so that
 * inboxes can tell the same mail when it comes twice; whether one was taken the server can't be asked.
 */
export function createSmtpMailer({ url, from, patience = PATIENCE }: SmtpOptions): Mailer & { close(): Promise<void> } {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  // The socket's patience is the longer one: where both end at once, which is told is chance, and only the greeting's says that nothing was sent.
  const transport = createTransport({ url, pool: true, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: 2 * patience });
  return {
    async send({ id, to, subject, text, html }) {
      const messageId = `<${id}@${domain}>`;
      await transport.sendMail({ messageId, from, to, subject, text, html }).catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
      return { providerMessageId: messageId };
    },
    wasTaken: () => Promise.resolve(null),
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}

/** What nodemailer tells of a fault. It names no command once the connection is lost, so that only these words tell how far it came. */
interface SmtpFault {
  readonly message: string;
  readonly code?: string;
  /** The server's own answer, where it gave one. */
  readonly responseCode?: number;
}

const BEFORE_THE_FIRST_COMMAND = /^(connect |Connection timeout|Greeting never received)/;
const BEFORE_THE_MESSAGE = new Set(['EDNS', 'ETLS', 'EAUTH']);
const PERMANENT = 500;

/**
 * The server answered no, or nothing was sent yet: then it was surely not taken (RFC 5321, 4.2.1). A connection that is lost or falls
 * silent later may have brought the message (RFC 1047); null stands for that.
 */
function refusalOf(error: unknown): MailRefused | null {
  const { code = '', message = '', responseCode } = error as Partial<SmtpFault>;
  if (responseCode !== undefined) return new MailRefused(message, responseCode >= PERMANENT, { cause: error });
  const unsent = BEFORE_THE_FIRST_COMMAND.test(message) || BEFORE_THE_MESSAGE.has(code);
  return unsent ? new MailRefused(message, false, { cause: error }) : null;
}
