import { setTimeout as pause } from 'node:timers/promises';
import { CAST, DEMO_PASSWORD, emailOf, LAST_TO_COME, type DemoPerson } from './cast.js';
import type { DemoEnvironment, SignedIn } from './environment.js';
import { bookSeats, writeProgramme } from './fill-calendars.js';
import { linkParameter } from './mailbox.js';

/** A login to print. */
export interface DemoLogin {
  readonly username: string;
  readonly password: string;
}

/** The two people to try Convene as. */
export const DEMO_LOGINS: readonly DemoLogin[] = CAST.slice(0, 2).map(({ username }) => ({ username, password: DEMO_PASSWORD }));

/** People who register at the same time. */
const AT_ONCE = 3;

/** Times that something is asked again whose answer came too late, and milliseconds between two of them. */
const AGAIN = 5;
const PAUSE = 500;

/** How far the demo has come: `EMPTY` and `BEGUN` are to be filled, `OTHER` holds people who are not of the demo. */
export type DemoState = 'EMPTY' | 'BEGUN' | 'FILLED' | 'OTHER';

/**
 * Fills an installation with people, calendars, events and bookings through the public mutations, relative to now. What a
 * killed start had begun is completed: every step may be taken twice.
 */
export async function fillDemo({ ask, messages }: DemoEnvironment): Promise<void> {
  const environment = { ask: patiently(ask), messages };
  // In turns: a password takes its time to be hashed, and on a slow machine the last of a crowd would wait too long.
  const signedIn: SignedIn[] = [];
  for (let come = 0; come < CAST.length; come += AT_ONCE) {
    signedIn.push(...(await Promise.all(CAST.slice(come, come + AT_ONCE).map((person) => welcome(environment, person)))));
  }
  const people = new Map(signedIn.map((one) => [one.person.username, one]));
  const occurrences = await writeProgramme(environment, people);
  await bookSeats(environment, people, occurrences);
  await welcome(environment, LAST_TO_COME);
}

/** Registers somebody, or signs in who is there already, and opens the link in the mail. */
async function welcome(environment: DemoEnvironment, person: DemoPerson): Promise<SignedIn> {
  const accessToken = await register(environment, person).catch((error: unknown) => {
    if (codeOf(error) === 'CONFLICT') return login(environment, person);
    throw error;
  });
  const { me } = await environment.ask<{ me: { emailVerified: boolean } }>(`{ me { emailVerified } }`, {}, accessToken);
  if (!me.emailVerified) await verify(environment, person);
  return { person, accessToken };
}

/** On a machine that is busy an answer may be late, and come after it was given up: every mutation may be sent again. */
function patiently(ask: DemoEnvironment['ask']): DemoEnvironment['ask'] {
  return async (query, variables, accessToken) => {
    for (let left = AGAIN; ; left -= 1) {
      try {
        return await ask(query, variables, accessToken);
      } catch (error) {
        if (left === 0 || !['SUBGRAPH_UNAVAILABLE', 'RATE_LIMITED'].includes(codeOf(error))) throw error;
        await pause(PAUSE);
      }
    }
  };
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

async function register({ ask }: DemoEnvironment, person: DemoPerson): Promise<string> {
  const { register: answer } = await ask<{ register: { accessToken: string } }>(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`,
    { input: { ...person, email: emailOf(person), password: DEMO_PASSWORD } },
    null,
  );
  return answer.accessToken;
}

async function login({ ask }: DemoEnvironment, person: DemoPerson): Promise<string> {
  const { login: answer } = await ask<{ login: { accessToken: string } }>(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken } }`,
    { input: { identifier: person.username, password: DEMO_PASSWORD } },
    null,
  );
  return answer.accessToken;
}

async function verify({ ask, messages }: DemoEnvironment, person: DemoPerson): Promise<void> {
  const mail = (await messages()).find(({ to, text }) => to === emailOf(person) && text.includes('/verify-email'));
  if (!mail) return;
  await ask(`mutation ($token: String!) { verifyEmail(token: $token) { id } }`, { token: linkParameter(mail, '/verify-email', 'token') }, null);
}
