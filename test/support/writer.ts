import { createPublicClient, type PublicClient } from '../../demo/public-client.js';

/** Somebody who makes calendars as long as anybody answers, and remembers what was acknowledged. */
export interface Writer {
  readonly acknowledged: string[];
  /** Makes one calendar after the other until a request fails. */
  writeUntilCutOff(): Promise<void>;
  /** Those of the acknowledged calendars that the endpoint at `url` does not have. */
  missingAt(url: string): Promise<string[]>;
}

const ACCOUNT = { username: 'ada', email: 'ada@example.org', fullName: 'Ada', password: 'a long password' };

/** Registers, and is ready to write. */
export async function createWriter(url: string): Promise<Writer> {
  const client = createPublicClient(url);
  const { register } = await client.ask<{ register: { accessToken: string } }>(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`,
    { input: ACCOUNT },
  );
  client.signIn(register.accessToken);
  const acknowledged: string[] = [];
  return {
    acknowledged,
    async writeUntilCutOff() {
      for (;;) {
        const id = await createCalendar(client, `Calendar ${String(acknowledged.length)}`).catch(() => null);
        if (id === null) return;
        acknowledged.push(id);
      }
    },
    async missingAt(elsewhere) {
      const reader = createPublicClient(elsewhere);
      const { login } = await reader.ask<{ login: { accessToken: string } }>(
        `mutation ($input: LoginInput!) { login(input: $input) { accessToken } }`,
        { input: { identifier: ACCOUNT.username, password: ACCOUNT.password } },
      );
      reader.signIn(login.accessToken);
      const { me } = await reader.ask<{ me: { calendars: { id: string }[] } }>(`{ me { calendars { id } } }`);
      const there = new Set(me.calendars.map(({ id }) => id));
      return acknowledged.filter((id) => !there.has(id));
    },
  };
}

async function createCalendar(client: PublicClient, name: string): Promise<string> {
  const { createCalendar: made } = await client.ask<{ createCalendar: { id: string } }>(
    `mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }`,
    { input: { name, timeZone: 'Europe/Berlin' } },
  );
  return made.id;
}
