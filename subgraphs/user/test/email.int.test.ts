import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { until } from '../../../platform/testing/until.js';
import { PASSWORD, startTestUsers, type TestUsers } from './harness.js';

const VERIFY = `mutation ($token: String!) { verifyEmail(token: $token) { id username email emailVerified } }`;
const ME = `query ($id: ID!) { user(id: $id) { email emailVerified } }`;

describe('e-mail addresses', () => {
  let users: TestUsers;
  beforeAll(async () => {
    users = await startTestUsers();
  });
  afterAll(() => users.stop());

  const verify = (token: string, viewer: Viewer | null = null) => users.run(VERIFY, { token }, viewer);
  const me = async (person: { id: string; viewer: Viewer }) => (await users.run(ME, { id: person.id }, person.viewer)).data['user'];
  const changesOf = (id: string) =>
    users.database.query<{ data: { verifiedEmail: string | null } }>(
      `SELECT data FROM change_log WHERE topic = $1 ORDER BY position`,
      [`account:${id}`],
    );

  it('are verified by the link, without telling whoever follows it what is private', async () => {
    const person = await users.register('ada');
    const answer = await verify(await users.tokenFor(person.email));
    expect(answer.data['verifyEmail']).toEqual({ id: person.id, username: 'ada', email: null, emailVerified: null });
    expect(await me(person)).toEqual({ email: person.email, emailVerified: true });
    expect((await changesOf(person.id)).map(({ data }) => data.verifiedEmail)).toEqual([null, person.email]);
  });

  it('have a link that works once, save for the account that it has verified', async () => {
    const person = await users.register('once');
    const stranger = await users.register('once-stranger');
    const token = await users.tokenFor(person.email);
    expect((await verify(token, person.viewer)).data['verifyEmail']).toMatchObject({ email: person.email, emailVerified: true });
    expect((await verify(token, person.viewer)).data['verifyEmail']).toMatchObject({ email: person.email, emailVerified: true });
    expect((await verify(token)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await verify(token, stranger.viewer)).codes).toEqual(['BAD_USER_INPUT']);
    expect(await changesOf(person.id)).toHaveLength(2);
  });

  it('are verified once by fifty who follow one link at the same time', async () => {
    const person = await users.register('fifty');
    const token = await users.tokenFor(person.email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array(49).fill('BAD_USER_INPUT'));
    expect(await changesOf(person.id)).toHaveLength(2);
  });

  it('have a link for 30 minutes, and a new one for the asking', async () => {
    const person = await users.register('late');
    const token = await users.tokenFor(person.email);
    users.clock.advance(30 * 60_000);
    expect((await verify(token)).codes).toEqual(['BAD_USER_INPUT']);
    const before = users.mailer.sent.length;
    const answer = await users.run(`mutation { resendEmailVerification { accepted } }`, {}, person.viewer);
    expect(answer.data['resendEmailVerification']).toEqual({ accepted: true });
    await until('a second mail came', () => users.mailer.sent.length > before);
    expect((await verify(await users.tokenFor(person.email))).codes).toEqual([]);
    await users.run(`mutation { resendEmailVerification { accepted } }`, {}, person.viewer);
    expect(users.mailer.sent).toHaveLength(before + 1);
  });

  it('are refused for a token that is no token of theirs', async () => {
    expect((await verify('made up')).codes).toEqual(['BAD_USER_INPUT']);
    const person = await users.register('mixer');
    await users.run(`mutation ($email: String!) { requestPasswordReset(email: $email) { accepted } }`, { email: person.email });
    expect((await verify(await users.tokenFor(person.email, '/reset-password'))).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('go to who proves them: other claims end, their accounts stay', async () => {
    const email = 'contested@example.org';
    const squatter = await users.register('squatter', { email });
    const squattersToken = await users.tokenFor(email);
    users.clock.advance(1_000);
    const owner = await users.register('owner', { email });
    const ownersToken = await until('the second mail came', async () => {
      const token = await users.tokenFor(email);
      return token === squattersToken ? null : token;
    });
    expect((await verify(ownersToken)).data['verifyEmail']).toMatchObject({ id: owner.id });
    expect(await me(squatter)).toEqual({ email: null, emailVerified: false });
    expect((await verify(squattersToken)).codes).toEqual(['BAD_USER_INPUT']);
    const LOGIN = `mutation ($identifier: String!) { login(input: { identifier: $identifier, password: "${PASSWORD}" }) { user { id } } }`;
    expect((await users.run(LOGIN, { identifier: email })).data['login']).toEqual({ user: { id: owner.id } });
    expect((await users.run(LOGIN, { identifier: 'squatter' })).data['login']).toEqual({ user: { id: squatter.id } });
    const resend = await users.run(`mutation { resendEmailVerification { accepted } }`, {}, squatter.viewer);
    expect(resend.codes).toEqual(['CONFLICT']);
  });

  it('that are verified are told of a further registration, which answers like the first', async () => {
    const email = 'known@example.org';
    const owner = await users.register('known', { email });
    await verify(await users.tokenFor(email));
    const second = await users.register('newcomer', { email: 'KNOWN@example.org' });
    expect(second.id).not.toBe(owner.id);
    await users.tokenFor(email, '/reset-password');
    const [newest] = users.mailer.sent.slice(-1);
    expect(newest).toMatchObject({ to: email, subject: 'Somebody registered with your e-mail address' });
    expect(await me(second)).toEqual({ email: 'KNOWN@example.org', emailVerified: false });
    expect(await me(owner)).toEqual({ email, emailVerified: true });
  });

  it('are never two accounts’, however many verify at once', async () => {
    const email = 'race@example.org';
    const people = [];
    const tokens: string[] = [];
    for (const name of ['race1', 'race2', 'race3', 'race4']) {
      people.push(await users.register(name, { email }));
      tokens.push(
        await until('the mail came', async () => {
          const token = await users.tokenFor(email);
          return tokens.includes(token) ? null : token;
        }),
      );
    }
    const answers = await Promise.all(tokens.map((token) => verify(token)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    const mine = await Promise.all(people.map(me));
    expect(mine.filter((account) => (account as unknown as { emailVerified: boolean }).emailVerified)).toHaveLength(1);
  });

  it('change when the new one is verified, and the old one is told', async () => {
    const person = await users.register('mover');
    await verify(await users.tokenFor(person.email));
    const CHANGE = `mutation ($email: String!, $password: String!) { requestEmailChange(email: $email, password: $password) { accepted } }`;
    const email = 'moved@example.org';
    expect((await users.run(CHANGE, { email, password: 'not the password' }, person.viewer)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await users.run(CHANGE, { email: 'nowhere', password: PASSWORD }, person.viewer)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await users.run(CHANGE, { email, password: PASSWORD }, person.viewer)).data['requestEmailChange']).toEqual({ accepted: true });
    expect(await me(person)).toEqual({ email: person.email, emailVerified: true });
    await verify(await users.tokenFor(email));
    expect(await me(person)).toEqual({ email, emailVerified: true });
    await until('the old address was told', () =>
      users.mailer.sent.some(({ to, subject }) => to === person.email && subject === 'Your e-mail address was changed'),
    );
  });
});

describe('a forgotten password', () => {
  let users: TestUsers;
  beforeAll(async () => {
    users = await startTestUsers();
  });
  afterAll(() => users.stop());

  const request = (email: string) =>
    users.run(`mutation ($email: String!) { requestPasswordReset(email: $email) { accepted } }`, { email });
  const reset = (token: string, newPassword = 'a brand new password') =>
    users.run(`mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accepted } }`, { input: { token, newPassword } });
  const login = (identifier: string, password: string) =>
    users.run(
      `mutation ($identifier: String!, $password: String!) { login(input: { identifier: $identifier, password: $password }) { expiresIn } }`,
      { identifier, password },
    );

  it('answers the same whether or not the address is known', async () => {
    await users.register('known');
    const sent = users.mailer.sent.length;
    expect(await request('known@example.org')).toEqual(await request('unknown@example.org'));
    await until('the mail came', () => users.mailer.sent.length > sent);
    expect(users.mailer.sent.some(({ to }) => to === 'unknown@example.org')).toBe(false);
    expect((await request('nowhere')).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('is replaced by the link, once, and every session ends', async () => {
    const person = await users.register('forgetful');
    await request(person.email);
    const token = await users.tokenFor(person.email, '/reset-password');
    expect((await reset(token, 'short')).codes).toEqual(['BAD_USER_INPUT']);
    const answers = await Promise.all(Array.from({ length: 10 }, () => reset(token)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(await users.subgraph.sessions.session(person.viewer.sessionId)).toBeNull();
    expect((await login('forgetful', PASSWORD)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await login('forgetful', 'a brand new password')).codes).toEqual([]);
  });

  it('has a link for 30 minutes', async () => {
    const person = await users.register('slow');
    await request(person.email);
    const token = await users.tokenFor(person.email, '/reset-password');
    users.clock.advance(30 * 60_000);
    expect((await reset(token)).codes).toEqual(['BAD_USER_INPUT']);
  });
});
