import { setTimeout as pause } from 'node:timers/promises';
import { AnswerError, createPublicClient, type PublicClient } from '../../demo/public-client.js';

/** Milliseconds after which a client turns to the other gateway: this one itself stands still. */
const PATIENCE = 5_000;
/** Names that somebody tries to register under. */
const ATTEMPTS = 5;
const PASSWORD = 'a long password';
const SCOPES = ['CALENDAR_READ', 'CALENDAR_WRITE', 'BOOKING_READ', 'BOOKING_WRITE', 'INBOX_READ', 'INBOX_WRITE'];

/** What a gateway answers. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions?: { readonly code?: string } }[];
}

/** Somebody who has an account. */
export interface Person {
  readonly name: string;
  readonly token: string;
}

/** Registers, and answers with a script's token: it outlives a long run, and is looked up at each use as any other. */
export async function join(url: string, name: string): Promise<Person> {
  // Parts that have just started on a busy machine may not answer in time. Whether they did it nobody knows then: another name tries anew.
  for (let attempt = 1; ; attempt += 1) {
    const username = attempt === 1 ? name : `${name}-${String(attempt)}`;
    const client = createPublicClient(url);
    try {
      return { name: username, token: await registerFor(client, username) };
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof AnswerError) || error.code !== 'SUBGRAPH_UNAVAILABLE') throw error;
    } finally {
      await client.close();
    }
  }
}

async function registerFor(client: PublicClient, username: string): Promise<string> {
  const input = { username, email: `${username}@example.org`, fullName: username, password: PASSWORD };
  const { register } = await client.ask<{ register: { accessToken: string } }>('mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', { input });
  client.signIn(register.accessToken);
  const { createAccessToken } = await client.ask<{ createAccessToken: { secret: string } }>(
    'mutation ($scopes: [TokenScope!]!) { createAccessToken(input: { name: "bustle", scopes: $scopes }) { secret } }',
    { scopes: SCOPES },
  );
  return createAccessToken.secret;
}

/** Two gateways as one: who is not answered turns to the other, and sends the same again. */
export function createDoor(urls: readonly string[]) {
  let turn = 0;
  let slowest = 0;
  let answered = 0;
  let avoided: ReadonlySet<string> = new Set();
  const send = async (url: string, { token }: Person, query: string, variables: Record<string, unknown>): Promise<Answer> => {
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = (await response.json()) as Answer;
    slowest = Math.max(slowest, performance.now() - began);
    answered += 1;
    return answer;
  };
  const once = async (person: Person, query: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
    for (;;) {
      turn += 1;
      const url = urls[turn % urls.length] as string;
      if (avoided.has(url)) continue;
      const answer = await send(url, person, query, variables).catch(() => null);
      if (answer) return answer;
      await pause(50);
    }
  };
  return {
    once,
    slowest: () => slowest,
    answered: () => answered,
    avoid: (gone: readonly string[]) => void (avoided = new Set(gone)),
    /** Until it is answered without an error; what is wrong with the request itself is thrown. */
    async insist<Data>(person: Person, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
      for (;;) {
        const answer = await once(person, query, variables);
        if (!answer.errors?.length && answer.data) return answer.data as Data;
        const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? '');
        if (codes.some((code) => ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', 'IDEMPOTENCY_MISMATCH'].includes(code))) throw new Error(JSON.stringify(answer.errors));
        await pause(200);
      }
    },
  };
}

export type Door = ReturnType<typeof createDoor>;
