import type { Clock } from '../../../platform/clock.js';
import type { Logger } from '../../../platform/logger.js';
import { MailRefused, type Mailer } from '../../../platform/mail/mailer.js';
import { startPeriodic } from '../../../platform/periodic.js';
import { Roll } from '../../../platform/roll.js';
import type { Account } from '../domain/account.js';
import { purposeOf, type MailToken, type OwedMail } from '../domain/mail.js';
import { MAIL_TOKEN_LIFETIME } from '../domain/session.js';
import { mintToken } from '../security/opaque-token.js';
import { writeMail } from './write-mail.js';

/** What the post office keeps. */
export interface MailBox {
  /** Takes mail whose time has come, and puts it off until `until` in case this sender dies. */
  claimDue(now: Date, until: Date, limit: number): Promise<OwedMail[]>;
  keepToken(hash: Buffer, token: Omit<MailToken, 'usedAt'>, issuedAt: Date): Promise<void>;
  /** The mail was sent, or nobody wants it any more. */
  settle(id: string): Promise<void>;
}

/**
 * Sends what a committed transaction owes. A mail is owed in the database until a provider has taken it; the secret in
 * its link is made when it is sent, and only its hash is kept.
 */
export interface PostOffice {
  /** Sends now. Resolves when it was sent or failed (it is tried again), and after half a second in any case. */
  send(mail: OwedMail): Promise<void>;
  stop(): Promise<void>;
}

export interface PostOfficeOptions {
  readonly box: MailBox;
  readonly accountsByIds: (ids: readonly string[]) => Promise<Account[]>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What links begin with, without a slash at the end. */
  readonly publicUrl: string;
}

/** Milliseconds for which a mail belongs to who owes or claims it; after that anybody may send it. */
export const MAIL_LEASE = 30_000;
const LOOK_AGAIN = 10_000;
const PATIENCE = 500;
const WORTH_SENDING = 24 * 60 * 60 * 1000;
const BATCH = 20;

/** Opens the post office: mail that an earlier process still owed goes out. */
export function openPostOffice(options: PostOfficeOptions): PostOffice {
  const { box, clock, logger } = options;
  const underWay = new Roll<Promise<void>>();

  const track = (work: () => Promise<void>): Promise<void> => {
    const tracked = work().catch((error: unknown) => {
      logger.warn({ err: error }, 'a mail could not be sent');
    });
    void tracked.finally(underWay.enter(tracked));
    return tracked;
  };
  const loop = startPeriodic(
    'owed mail',
    LOOK_AGAIN,
    async () => {
      const now = clock.now();
      const due = await box.claimDue(now, new Date(now.getTime() + MAIL_LEASE), BATCH);
      await Promise.all(due.map((mail) => track(() => sendMail(options, mail))));
    },
    logger,
  );

  return {
    send: (mail) => atMost(PATIENCE, track(() => sendMail(options, mail))),
    async stop() {
      await loop.stop();
      await Promise.all(underWay.all());
    },
  };
}

async function sendMail(options: PostOfficeOptions, mail: OwedMail): Promise<void> {
  const { box, clock, mailer, publicUrl } = options;
  const now = clock.now();
  const [account] = await options.accountsByIds([mail.accountId]);
  if (account && now.getTime() - mail.createdAt.getTime() < WORTH_SENDING) {
    const link = await makeLink(box, mail, now, publicUrl);
    const written = writeMail(mail.kind, { locale: account.locale, fullName: account.fullName, username: account.username, link, publicUrl });
    await mailer.send({ id: mail.id, to: mail.email, ...written }).catch((error: unknown) => {
      // Refused for good, it is owed no longer; what is not known to have been taken is sent again, with another secret in it.
      if (!(error instanceof MailRefused && error.permanent)) throw error;
      options.logger.warn({ err: error }, 'a mail was refused for good');
    });
  }
  await box.settle(mail.id);
}

async function makeLink(box: MailBox, mail: OwedMail, now: Date, publicUrl: string): Promise<string | null> {
  const purpose = purposeOf(mail.kind);
  if (purpose === null) return null;
  const token = mintToken();
  const expiresAt = new Date(now.getTime() + MAIL_TOKEN_LIFETIME);
  await box.keepToken(token.hash, { purpose, accountId: mail.accountId, email: mail.email, expiresAt }, now);
  return `${publicUrl}${PATHS[purpose]}?token=${token.secret}`;
}

const PATHS = { VERIFY_EMAIL: '/verify-email', RESET_PASSWORD: '/reset-password' } as const;

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
