import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDueReminder } from '../demo/due-reminder.js';
import { createPublicClient, type Listener, type PublicClient } from '../demo/public-client.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../platform/testing/redis.js';
import { until } from '../platform/testing/until.js';
import { startInbox, type Inbox } from './support/inbox.js';
import { buildOnce } from './support/instance.js';
import { startProcesses, type PartProcess, type Processes } from './support/processes.js';
import { join } from './support/two-gateways.js';

const WATCH = `subscription ($id: ID!, $after: String) { calendarChanged(calendarId: $id, after: $after) { cursor event { title organizer { fullName } } } }`;

interface Heard {
  calendarChanged: { cursor: string; event: { title: string; organizer: { fullName: string } | null } | null };
}

describeWithRedis('two of each part, in processes of their own', () => {
  let redis: TestRedis;
  let inbox: Inbox;
  let processes: Processes;
  let ada: PublicClient;
  let token: string;
  let calendarId: string;

  beforeAll(async () => {
    buildOnce();
    [redis, inbox] = await Promise.all([startTestRedis(), startInbox()]);
    processes = await startProcesses({ redisUrl: redis.url, smtpUrl: inbox.url, copies: 2 });
    ada = createPublicClient(processes.urls[0] as string);
    ({ token } = await join(processes.urls[0] as string, 'ada'));
    ada.signIn(token);
    const { createCalendar } = await ada.ask<{ createCalendar: { id: string } }>(
      'mutation { createCalendar(input: { name: "Shared", timeZone: "Europe/Berlin" }) { id } }',
    );
    calendarId = createCalendar.id;
  }, 90_000);
  afterAll(async () => {
    await ada.close();
    await processes.stop();
    await Promise.all([inbox.stop(), redis.remove()]);
  });

  const announce = async (client: PublicClient, title: string): Promise<void> => {
    const startsAt = new Date(Date.now() + 86_400_000);
    const times = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString() };
    await client.ask('mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }', { input: { calendarId, title, ...times } });
  };
  const titles = ({ heard }: Listener<Heard>): (string | undefined)[] => heard.map(({ calendarChanged }) => calendarChanged.event?.title);
  /** Hears of changes from before it listens on: that a subgraph listens already, no answer tells. */
  const listen = async (client: PublicClient): Promise<Listener<Heard>> => {
    const { calendar } = await client.ask<{ calendar: { changeCursor: string } }>('query ($id: ID!) { calendar(id: $id) { changeCursor } }', { id: calendarId });
    return client.listen<Heard>(WATCH, { id: calendarId, after: calendar.changeCursor });
  };
  const signedIn = (url: string): PublicClient => {
    const client = createPublicClient(url);
    client.signIn(token);
    return client;
  };

  it('show through one gateway what was changed through the other', async () => {
    const other = signedIn(processes.urls[1] as string);
    const listener = await listen(other);
    await announce(ada, 'It listens');
    await listener.next('that it listens', ({ calendarChanged: { event } }) => event?.title === 'It listens');
    await announce(ada, 'Seen from afar');
    const { calendarChanged } = await listener.next('the event', ({ calendarChanged: { event } }) => event?.title === 'Seen from afar');
    expect(calendarChanged.event?.organizer?.fullName).toMatch(/^ada/);
    await other.close();
  });

  it('remind once', async () => {
    const verification = await until('the mail to verify the address', async () => (await inbox.read())[0]);
    const link = /verify-email\?token=([\w-]+)/.exec(verification.text)?.[1];
    await ada.ask('mutation ($token: String!) { verifyEmail(token: $token) { id } }', { token: link });
    await addDueReminder({ organizer: ada, reminded: ada, calendarId, title: 'Reminded once', channels: ['IN_APP', 'EMAIL'] });
    const reminders = async () => (await inbox.read()).filter(({ subject }) => subject.includes('Reminded once'));
    await until('the reminder is mailed', async () => (await reminders()).length > 0);
    // What would be sent a second time is behind this one in the same queues.
    await addDueReminder({ organizer: ada, reminded: ada, calendarId, title: 'Reminded after it', channels: ['EMAIL'] });
    await until('the next is mailed', async () => (await inbox.read()).some(({ subject }) => subject.includes('Reminded after it')));
    expect(await reminders()).toHaveLength(1);
  });

  it('let a listener whose gateway is killed go on at the other, without a gap', async () => {
    const [first, second] = processes.all('gateway') as [PartProcess, PartProcess];
    const before = signedIn(first.url);
    const listener = await listen(before);
    await announce(ada, 'Before the end');
    const { calendarChanged } = await listener.next('the first', ({ calendarChanged: { event } }) => event?.title === 'Before the end');
    first.process.kill('SIGKILL');
    await first.exited;
    const after = signedIn(second.url);
    await announce(after, 'While nobody listened');
    const resumed = await after.listen<Heard>(WATCH, { id: calendarId, after: calendarChanged.cursor });
    await announce(after, 'And on');
    await resumed.next('the last', ({ calendarChanged: { event } }) => event?.title === 'And on');
    expect(titles(resumed)).toEqual(['While nobody listened', 'And on']);
    // It was about to connect again.
    await before.close().catch(() => undefined);
    await after.close();
    await processes.replace(first);
  });
});
