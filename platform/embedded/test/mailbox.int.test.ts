import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../logger.js';
import { manualClock } from '../../testing/clock.js';
import { createTestDatabaseUrl } from '../../testing/database.js';
import { carriesMail } from '../../mail/test/suite.js';
import { openMailbox, type Mailbox } from '../mailbox.js';

const mail = (id: string) => ({ id, to: 'ada@example.org', subject: `Subject ${id}`, text: 'Hello', html: '<p>Hello</p>' });

describe('the development mailbox', () => {
  let url: string;
  let mailbox: Mailbox;
  const open = (): Promise<Mailbox> => openMailbox({ url, clock: manualClock(), logger: silentLogger(), kept: 3 });

  beforeEach(async () => {
    url = await createTestDatabaseUrl('mailbox');
    mailbox = await open();
  });
  afterEach(() => mailbox.close());

  it('lists what was sent, newest first, also after a new start', async () => {
    await mailbox.send(mail('1'));
    await mailbox.send(mail('2'));
    await mailbox.close();
    mailbox = await open();
    expect(await mailbox.list()).toEqual([
      { ...mail('2'), channel: 'EMAIL', at: manualClock().now() },
      { ...mail('1'), channel: 'EMAIL', at: manualClock().now() },
    ]);
  });

  it('takes the same id once, and knows what it took', async () => {
    expect(await mailbox.wasTaken('1')).toBe(false);
    await mailbox.send(mail('1'));
    await mailbox.send({ ...mail('1'), subject: 'Again' });
    expect(await mailbox.wasTaken('1')).toBe(true);
    expect((await mailbox.list()).map(({ subject }) => subject)).toEqual(['Subject 1']);
  });

  it('drops the oldest beyond what it keeps', async () => {
    for (const id of ['1', '2', '2', '3', '4', '5']) await mailbox.send(mail(id));
    expect((await mailbox.list()).map(({ id }) => id)).toEqual(['5', '4', '3']);
  });
});

describe('the development mailbox, as any other mailer,', () => {
  carriesMail(async () => {
    const mailbox = await openMailbox({ url: await createTestDatabaseUrl('mailbox'), clock: manualClock(), logger: silentLogger() });
    return { mailer: mailbox, arrived: () => mailbox.list(), stop: () => mailbox.close() };
  });
});
