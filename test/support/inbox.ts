import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailboxMessage } from '../../demo/mailbox.js';

/** A mail server that keeps what it is sent. */
export interface Inbox {
  readonly url: string;
  read(): Promise<readonly MailboxMessage[]>;
  stop(): Promise<void>;
}

/** Starts one on a port of its own. */
export async function startInbox(): Promise<Inbox> {
  const messages: MailboxMessage[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        read(Buffer.concat(chunks), session.envelope.rcptTo[0]?.address ?? '').then(
          (message) => {
            messages.unshift(message);
            done();
          },
          (error: unknown) => done(error as Error),
        );
      });
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  return {
    url: `smtp://127.0.0.1:${String((listener.address() as AddressInfo).port)}`,
    read: () => Promise.resolve([...messages]),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function read(bytes: Buffer, to: string): Promise<MailboxMessage> {
  const { messageId = '', subject = '', text = '', html = '' } = await PostalMime.parse(bytes);
  return { id: messageId, channel: 'EMAIL', to, subject, text, html, at: new Date().toISOString() };
}
