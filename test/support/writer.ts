import { createPublicClient, type PublicClient } from '../../demo/public-client.js';

/** Somebody who makes calendars as long as anybody answers, and remembers what was acknowledged. */
export interface Writer {
  readonly acknowledged: string[];
  /** Makes one calendar after the other, this many at once, until requests fail. */
  writeUntilCutOff(url: string, atOnce: number): Promise<void>;
  /** Those of the acknowledged calendars that the endpoint at `url` does not have. */
  missingAt(url: string): Promise<string[]>;
}

const ACCOUNT = { username: 'ada', email: 'ada@example.org', fullName: 'Ada', password: 'a long password' };

/** Registers at the endpoint, and is ready to write there and wherever it comes back. */
export async function createWriter(firstUrl: string): Promise<Writer> {
  await createPublicClient(firstUrl).ask(`mutation ($input: RegisterInput!) { register(input: $input) { user { id } } }`, { input: ACCOUNT });
  const acknowledged: string[] = [];
  return {
    acknowledged,
    async writeUntilCutOff(url, atOnce) {
      const client = await signIn(url);
      const write = async (): Promise<void> => {
        for (;;) {
          const id = await createCalendar(client, `Calendar ${String(acknowledged.length)}`).catch(() => null);
          if (id === null) return;
          acknowledged.push(id);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, write));
    },
    async missingAt(url) {
      const client = await signIn(url);
      const { me } = await client.ask<{ me: { calendars: { id: string }[] } }>(`{ me { calendars { id } } }`);
      const there = new Set(me.calendars.map(({ id }) => id));
      return acknowledged.filter((id) => !there.has(id));
    },
  };
}

async function signIn(url: string): Promise<PublicClient> {
  const client = createPublicClient(url);
  const { login } = await client.ask<{ login: { accessToken: string } }>(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken } }`,
    { input: { identifier: ACCOUNT.username, password: ACCOUNT.password } },
  );
  client.signIn(login.accessToken);
  return client;
}

async function createCalendar(client: PublicClient, name: string): Promise<string> {
  const { createCalendar: made } = await client.ask<{ createCalendar: { id: string } }>(
    `mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }`,
    { input: { name, timeZone: 'Europe/Berlin' } },
  );
  return made.id;
}
