import { linkParameter, mailTo, type ReadMailbox } from '../mailbox.js';
import { AnswerError, createPublicClient } from '../public-client.js';
import { expect, type Journey, type Traveller } from './journey-state.js';

interface Session {
  accessToken: string;
  refreshToken: string;
  user: { id: string };
}

/** Each registers, opens the link in the mail, signs in, and once trades the refresh token. */
export async function registerPeople(journey: Journey): Promise<void> {
  for (const person of [journey.ada, journey.ben, journey.cleo]) {
    await register(journey.mailbox, person);
    const { refreshToken } = await login(person);
    const { refreshSession } = await person.client.ask<{ refreshSession: Session }>(
      `mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken user { id } } }`,
      { token: refreshToken },
    );
    person.client.signIn(refreshSession.accessToken);
    const { me } = await person.client.ask<{ me: { username: string; fullName: string; emailVerified: boolean } }>(
      `{ me { username fullName emailVerified } }`,
    );
    expect(me.username === person.username && me.fullName === person.fullName && me.emailVerified, `${person.username} to be verified`);
  }
}

async function register(mailbox: ReadMailbox, person: Traveller): Promise<void> {
  const { username, email, fullName, password } = person;
  await person.client.ask(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken user { id } } }`,
    { input: { username, email, fullName, password, timeZone: 'Europe/Berlin' } },
  );
  const mail = await mailTo(mailbox, email, ({ text }) => text.includes('/verify-email'));
  const { verifyEmail } = await person.client.ask<{ verifyEmail: { id: string } | null }>(
    `mutation ($token: String!) { verifyEmail(token: $token) { id } }`,
    { token: linkParameter(mail, '/verify-email', 'token') },
  );
  expect(verifyEmail !== null, 'the address to be verified');
}

/** Signs in and keeps the access token in the person's client. */
export async function login(person: Traveller): Promise<Session> {
  const answer = await person.client.ask<{ login: Session }>(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken user { id } } }`,
    { input: { identifier: person.email, password: person.password } },
  );
  person.client.signIn(answer.login.accessToken);
  return answer.login;
}

/** The session ends, and its token is worth nothing from then on. */
export async function signOut({ url, ben }: Journey): Promise<void> {
  ben.client = createPublicClient(url);
  await login(ben);
  const { logout } = await ben.client.ask<{ logout: { endedSessions: number } }>(`mutation { logout { endedSessions } }`);
  expect(logout.endedSessions === 1, 'one session to end');
  const outcome = await ben.client.ask<{ me: null }>(`{ me { id } }`).then(
    ({ me }) => me === null,
    (error: unknown) => error instanceof AnswerError && error.code === 'UNAUTHENTICATED',
  );
  expect(outcome, 'the ended session’s token to be refused');
}
