import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { MailRefused, type Mailer } from '../mailer.js';
import { createSmtpMailer } from '../smtp.js';
import { carriesMail } from './suite.js';

const MAIL = { id: 'delivery-1', to: 'ada@example.org', subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
const FROM = 'Convene <convene@example.org>';
/** Milliseconds; long enough for a server in this process. */
const PATIENCE = 1_000;

interface Running {
  readonly mailer: Mailer;
  stop(): Promise<void>;
}

async function startServer(options: SMTPServerOptions): Promise<Running> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${String((listener.address() as AddressInfo).port)}`, from: FROM, patience: PATIENCE });
  return {
    mailer,
    async stop() {
      await mailer.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const answering = (responseCode: number): Error => Object.assign(new Error('No.'), { responseCode });

describe('mail by SMTP', () => {
  carriesMail(async () => {
    const messages: { to: string; subject: string; text: string; html: string }[] = [];
    const { mailer, stop } = await startServer({
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.once('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then(({ subject = '', text = '', html = '' }) => {
            messages.push({ to: session.envelope.rcptTo[0]?.address ?? '', subject, text, html });
            done();
          });
        });
      },
    });
    return { mailer, stop, arrived: () => Promise.resolve(messages) };
  });
});

describe('mail by SMTP that does not arrive', () => {
  let running: Running | undefined;
  let other: Server | undefined;
  afterEach(async () => {
    await running?.stop();
    other?.close();
    running = other = undefined;
  });
  const faultOf = async ({ mailer }: Pick<Running, 'mailer'>): Promise<unknown> => mailer.send(MAIL).then(() => null, (error: unknown) => error);

  it('is refused for good where nobody has that address', async () => {
    running = await startServer({ onRcptTo: (_address, _session, done) => done(answering(550)) });
    expect(await faultOf(running)).toMatchObject({ name: 'MailRefused', permanent: true });
  });

  it('is refused for now where the server is too busy, also once it has read the message', async () => {
    running = await startServer({ onRcptTo: (_address, _session, done) => done(answering(451)) });
    expect(await faultOf(running)).toMatchObject({ name: 'MailRefused', permanent: false });
    await running.stop();
    running = await startServer({
      onData(stream, _session, done) {
        stream.resume().once('end', () => done(answering(452)));
      },
    });
    expect(await faultOf(running)).toMatchObject({ name: 'MailRefused', permanent: false });
  });

  it('is refused for now where nobody listens', async () => {
    const mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from: FROM, patience: PATIENCE });
    running = { mailer, stop: () => mailer.close() };
    expect(await faultOf(running)).toMatchObject({ name: 'MailRefused', permanent: false });
  });

  it.each([
    ['the connection is lost', (socket: Socket) => void socket.destroy()],
    ['nothing is heard any more', () => undefined],
  ])('is in doubt where %s once the message was sent', async (_what, afterMessage) => {
    const server = createServer((socket) => speakSmtp(socket, afterMessage));
    other = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`, from: FROM, patience: 300 });
    running = { mailer, stop: () => mailer.close() };
    const fault = await faultOf(running);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(MailRefused);
  });

  it('is refused for now where the server never greets', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined));
    other = silent;
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `smtp://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const faults: Promise<unknown>[] = [];
    // Connecting within one millisecond, as every third does alone, is what lets the clocks of greeting and of socket end together.
    for (let count = 0; count < 50; count += 1) {
      const mailer = createSmtpMailer({ url, from: FROM, patience: 200 });
      const connected = once(silent, 'connection');
      faults.push(faultOf({ mailer }).finally(() => mailer.close()));
      await connected;
    }
    for (const fault of await Promise.all(faults)) expect(fault).toMatchObject({ name: 'MailRefused', permanent: false });
  });
});

/** As much of a mail server as takes one message, and does something else than to answer it. */
function speakSmtp(socket: Socket, afterMessage: (socket: Socket) => void): void {
  let inMessage = false;
  socket.on('error', () => undefined);
  socket.write('220 here\r\n');
  socket.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    if (inMessage) {
      if (text.endsWith('\r\n.\r\n')) afterMessage(socket);
      return;
    }
    inMessage = /^DATA\b/m.test(text);
    socket.write(inMessage ? '354 go on\r\n' : '250 good\r\n');
  });
}
