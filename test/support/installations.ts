import { mailboxAt, type ReadMailbox } from '../../demo/mailbox.js';
import { startTestRedis } from '../../platform/testing/redis.js';
import { startInbox } from './inbox.js';
import { createWorkshop } from './instance.js';
import { startProcesses } from './processes.js';

/** Convene as whoever installs it has it: processes that can be killed and started again over what they left. */
export interface Installation {
  readonly url: string;
  readonly mailbox: ReadMailbox;
  /** SIGKILL to every process of ours at once, then the same start again, at the same addresses. */
  killAndStartAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** What `npm start` starts, with its own PostgreSQL. */
export async function installInOneProcess(): Promise<Installation> {
  const workshop = createWorkshop();
  const env = { AUTH_RATE_LIMIT: '1000' };
  let instance = await (await workshop.start(env)).ready();
  const { url } = instance;
  return {
    url,
    mailbox: mailboxAt(url),
    async killAndStartAgain() {
      instance.killGroup();
      await instance.exited;
      instance = await (await workshop.start({ ...env, PORT: new URL(url).port })).ready();
    },
    stop: () => workshop.cleanUp(),
  };
}

/** A process for each part, on Redis and a mail server. */
export async function installSeparately(): Promise<Installation> {
  const [redis, inbox] = await Promise.all([startTestRedis(), startInbox()]);
  const processes = await startProcesses({ redisUrl: redis.url, smtpUrl: inbox.url });
  return {
    url: processes.url,
    mailbox: inbox.read,
    async killAndStartAgain() {
      const killed = processes.all().slice();
      for (const each of killed) each.process.kill('SIGKILL');
      await Promise.all(killed.map((each) => processes.replace(each)));
    },
    async stop() {
      await processes.stop();
      await Promise.all([inbox.stop(), redis.remove()]);
    },
  };
}
