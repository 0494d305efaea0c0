import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Clock } from '../clock.js';
import { openDatabase } from '../database/open.js';
import type { Logger } from '../logger.js';
import type { Mailer } from '../mail/mailer.js';

/** A message that would have been sent. */
export interface KeptMessage {
  readonly id: string;
  readonly channel: 'EMAIL';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
}

/** Takes mail in development and keeps the newest thousand in a database, where people and tests read it. */
export interface Mailbox extends Mailer {
  /** Newest first. */
  list(): Promise<KeptMessage[]>;
  close(): Promise<void>;
}

export interface MailboxOptions {
  /** Of the database in whose schema `mailbox` the messages are kept. */
  readonly url: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Older ones are dropped. */
  readonly kept?: number;
}

class CreateMailbox1690000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA mailbox`);
    await runner.query(`
      CREATE TABLE mailbox.message (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id text NOT NULL UNIQUE,
        recipient text NOT NULL,
        subject text NOT NULL,
        text text NOT NULL,
        html text NOT NULL,
        at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA mailbox CASCADE`);
  }
}

/** Opens the mailbox. The same id twice is one message. */
export async function openMailbox({ url, clock, logger, kept = 1000 }: MailboxOptions): Promise<Mailbox> {
  const database = await openDatabase({ url, migrations: [CreateMailbox1690000000002], poolSize: 3, logger });
  return {
    async send({ id, to, subject, text, html }) {
      await database.query(
        `INSERT INTO mailbox.message (id, recipient, subject, text, html, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
        [id, to, subject, text, html, clock.now()],
      );
      await database.query(
        `DELETE FROM mailbox.message WHERE position <= (SELECT position FROM mailbox.message ORDER BY position DESC OFFSET $1 LIMIT 1)`,
        [kept],
      );
      return { providerMessageId: id };
    },
    async wasTaken(id) {
      const rows = await database.query(`SELECT 1 FROM mailbox.message WHERE id = $1`, [id]);
      return rows.length > 0;
    },
    list: () =>
      database.query<KeptMessage>(
        `SELECT id, 'EMAIL' AS channel, recipient AS "to", subject, text, html, at FROM mailbox.message ORDER BY position DESC`,
      ),
    close: () => database.close(),
  };
}
