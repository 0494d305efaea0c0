import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { DATABASES, type DatabaseUrls } from '../../../config.js';
import { startConvene, type Convene } from '../../../convene.js';
import { DEMO_PASSWORD } from '../../../demo/cast.js';
import { mailboxAt, mailTo, type MailboxMessage } from '../../../demo/mailbox.js';
import { findChromium, FLAGS, SHORT_LIVED } from '../../../gateway/test/support/browser.js';
import { systemClock, type Clock } from '../../../platform/clock.js';
import { freePort } from '../../../platform/free-port.js';
import { silentLogger } from '../../../platform/logger.js';
import { createFilledDatabases } from '../../../platform/testing/database.js';
import { LEAN } from '../../../test/support/convene-here.js';

const executablePath = findChromium();

/** `describe` where a browser is; skipped by name where none is. */
export const inBrowser = executablePath ? describe : describe.skip;

const ATTEMPTS = 4;

/** What signing in answers. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Everything in this process, with the demo's people and programme, and a browser beside it. */
export interface Stack {
  readonly url: string;
  readonly browser: Browser;
  /** What somebody does without a browser: `who` is a username of the demo, or an access token. Fails the test on any error. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>, who?: string): Promise<Data>;
  /** A session of its own, which `openWindow` may take over. */
  signIn(identifier: string, password?: string): Promise<Session>;
  /** Waits for a mail to this address whose subject or text holds `words`. */
  mail(address: string, words?: string): Promise<MailboxMessage>;
  /** Takes the server away, as a deploy does; windows stay. */
  stopServer(): Promise<void>;
  /** Brings it back, at the same address over the same databases. */
  startServer(): Promise<void>;
  stop(): Promise<void>;
}

interface StackOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The server's; a browser has its own (`page.clock`). */
  readonly clock?: Clock;
}

/** Starts it. Takes the web application from dist/client: build it first. */
export async function startStack({ env = {}, clock = systemClock }: StackOptions = {}): Promise<Stack> {
  if (!executablePath) throw new Error('There is no browser: use `inBrowser` in the place of `describe`.');
  const databases = await createFilledDatabases('demo', DATABASES, fillOnce);
  const settings = { PORT: String(await freePort()), DEMO: '1', AUTH_RATE_LIMIT: '1000', ...LEAN, ...env };
  const start = (): Promise<Convene> => startConvene({ env: settings, databases, clock, logger: silentLogger() });
  const [first, browser] = await Promise.all([start(), chromium.launch({ executablePath, headless: true, args: [...FLAGS, SHORT_LIVED] })]);
  let convene = first;
  const tokens = new Map<string, { token: string; until: number }>();

  /** A machine that is busy with other tests may not answer in time: what is safe to send again is. */
  const insist = async <Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await execute<Data>(query, variables);
      } catch (error) {
        if (attempt === ATTEMPTS || !String(error).includes('SUBGRAPH_UNAVAILABLE')) throw error;
      }
    }
  };
  const execute = async <Data>(query: string, variables: Readonly<Record<string, unknown>>, token?: string): Promise<Data> => {
    const { data, errors } = await convene.execute({ query, variables }, token === undefined ? undefined : `Bearer ${token}`);
    if (errors) throw new Error(errors.map(({ message, extensions }) => `${String(extensions?.['code'])}: ${message}`).join('\n'));
    return data as Data;
  };
  const signIn = async (identifier: string, password = DEMO_PASSWORD): Promise<Session & { expiresIn: number }> => {
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken expiresIn } }';
    return (await insist<{ login: Session & { expiresIn: number } }>(login, { input: { identifier, password } })).login;
  };
  const tokenOf = async (who: string): Promise<string> => {
    if (who.includes('.')) return who;
    const now = clock.now().getTime();
    const known = tokens.get(who);
    if (known && known.until > now) return known.token;
    const { accessToken, expiresIn } = await signIn(who);
    tokens.set(who, { token: accessToken, until: now + expiresIn * 900 });
    return accessToken;
  };
  return {
    url: first.url,
    browser,
    ask: async (query, variables = {}, who) => execute(query, variables, who === undefined ? undefined : await tokenOf(who)),
    signIn,
    mail: (address, words = '') => mailTo(mailboxAt(first.url), address, ({ subject, text }) => `${subject}\n${text}`.includes(words)),
    stopServer: () => convene.stop(),
    async startServer() {
      convene = await start();
    },
    async stop() {
      await browser.close();
      await convene.stop();
    },
  };
}

/** The demo, for all tests of a run; its days are counted from then, which is minutes ago at most. */
async function fillOnce(databases: DatabaseUrls): Promise<void> {
  const env = { PORT: String(await freePort()), DEMO: '1', AUTH_RATE_LIMIT: '1000', ...LEAN };
  await (await startConvene({ env, databases, logger: silentLogger() })).stop();
}
