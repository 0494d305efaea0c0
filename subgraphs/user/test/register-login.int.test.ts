import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { until } from '../../../platform/testing/until.js';
import { PASSWORD, startTestUsers, type Answer, type TestUsers } from './harness.js';

const LOGIN = `mutation ($identifier: String!, $password: String!) {
  login(input: { identifier: $identifier, password: $password }) { accessToken refreshToken user { id email lastLoginAt } }
}`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { user { id username email emailVerified timeZone } } }`;

describe('registering and signing in', () => {
  let users: TestUsers;
  beforeAll(async () => {
    users = await startTestUsers();
  });
  afterAll(() => users.stop());

  const login = (identifier: string, password = PASSWORD) => users.run(LOGIN, { identifier, password });
  const idOf = (answer: Awaited<ReturnType<typeof login>>) =>
    (answer.data['login'] as unknown as { user: { id: string } } | null)?.user.id;

  it('signs a newcomer in, shows them all of their account, and mails a link that begins with PUBLIC_URL', async () => {
    const answer = await users.run(REGISTER, {
      input: { username: 'Grace', email: 'Grace@Example.org', password: PASSWORD, fullName: ' Grace Hopper ', timeZone: 'America/New_York' },
    });
    expect(answer.data['register']).toMatchObject({
      user: { username: 'Grace', email: 'Grace@Example.org', emailVerified: false, timeZone: 'America/New_York' },
    });
    await users.tokenFor('Grace@Example.org');
    const [mail] = users.mailer.sent.filter(({ to }) => to === 'Grace@Example.org');
    expect(mail?.text).toMatch(/http:\/\/convene\.test\/verify-email\?token=[\w-]{43}\n/);
    expect(mail?.html).toContain('Grace Hopper');
  });

  it('gives an access token that the published keys verify, for a session that lives', async () => {
    const person = await users.register('alan');
    const { payload } = await jwtVerify(person.accessToken, createLocalJWKSet(await users.subgraph.sessions.keys()), {
      issuer: 'convene',
      audience: 'convene',
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
      currentDate: users.clock.now(),
    });
    expect(payload).toMatchObject({ sub: person.id, role: 'MEMBER' });
    expect(await users.subgraph.sessions.session(String(payload['sid']))).toMatchObject({ userId: person.id, role: 'MEMBER' });
    expect(person.viewer.scopes.has('ADMIN')).toBe(false);
    expect(person.viewer.scopes.has('BOOKING_WRITE')).toBe(true);
  });

  it('says that a username is taken, whatever its case', async () => {
    await users.register('linus');
    const answer = await users.run(REGISTER, {
      input: { username: 'LINUS', email: 'other@example.org', password: PASSWORD, fullName: 'Other' },
    });
    expect(answer.codes).toEqual(['CONFLICT']);
    expect(answer.errors[0]?.extensions['issues']).toEqual([{ path: ['input', 'username'], message: 'This username is taken.' }]);
  });

  it('lets one of twenty who want a username at once have it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        users.run(REGISTER, { input: { username: 'wanted', email: `w${String(n)}@example.org`, password: PASSWORD, fullName: 'W' } }),
      ),
    );
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array(19).fill('CONFLICT'));
  });

  describe('sent again under its key', () => {
    const again = (name: string, more: object = {}) =>
      users.run(`mutation ($input: RegisterInput!) { register(input: $input) { accessToken user { id } } }`, {
        input: { username: name, email: `${name}@example.org`, password: PASSWORD, fullName: 'Again', idempotencyKey: 'once', ...more },
      });
    const idIn = ({ data }: Answer) => (data['register'] as unknown as { user: { id: string } } | null)?.user.id;

    it('makes one account, and signs in to it, also when all come at once', async () => {
      const answers = [...(await Promise.all(Array.from({ length: 5 }, () => again('repeated')))), await again('repeated')];
      expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
      expect(new Set(answers.map(idIn)).size).toBe(1);
      await until('the mail is sent', () => users.mailer.sent.some(({ to }) => to === 'repeated@example.org'));
      expect(users.mailer.sent.filter(({ to }) => to === 'repeated@example.org')).toHaveLength(1);
    });

    it('is a request of its own with another input, after a day, and once the account has a second factor', async () => {
      const first = await again('changed');
      for (const other of [{ fullName: 'Somebody Else' }, { email: 'else@example.org' }, { idempotencyKey: 'twice' }, { idempotencyKey: null }, { password: 'not the same one' }]) {
        expect([other, (await again('changed', other)).codes]).toEqual([other, ['CONFLICT']]);
      }
      expect(idIn(await again('other.name'))).not.toBe(idIn(first));
      users.clock.advance(24 * 3600 * 1000);
      expect((await again('changed')).codes).toEqual(['CONFLICT']);

      const { data } = await again('two.factors');
      const viewer = await users.viewerOf((data['register'] as unknown as { accessToken: string }).accessToken);
      expect((await users.run(`mutation { beginTwoFactor(password: "${PASSWORD}") { uri } }`, {}, viewer)).codes).toEqual([]);
      expect((await again('two.factors')).codes).toEqual(['CONFLICT']);
    });
  });

  it('names every fault of an input before it hashes anything', async () => {
    const answer = await users.run(REGISTER, {
      input: { username: '', email: 'nowhere', password: 'x'.repeat(1_000_000), fullName: 'a\u0000b', locale: '??' },
    });
    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    const issues = answer.errors[0]?.extensions['issues'] as { path: string[] }[];
    expect(issues.map(({ path }) => path.join('.'))).toEqual([
      'input.username',
      'input.email',
      'input.password',
      'input.fullName',
      'input.locale',
    ]);
    const zone = await users.run(REGISTER, {
      input: { username: 'zone', email: 'z@example.org', password: PASSWORD, fullName: 'Z', timeZone: 'Europe/Atlantis' },
    });
    expect(zone.codes).toEqual(['BAD_USER_INPUT']);
    const pathsOf = ({ errors }: typeof zone) => (errors[0]?.extensions['issues'] as { path: string[] }[]).map(({ path }) => path.join('.'));
    expect(pathsOf(zone)).toEqual(['input.timeZone']);
    const literal = `mutation { register(input: { username: "", email: "x", password: "password", fullName: "", timeZone: "Mars/One" }) { expiresIn } }`;
    expect(pathsOf(await users.run(literal))).toEqual(['input.username', 'input.email', 'input.password', 'input.fullName', 'input.timeZone']);
  });

  it('signs in by username or address in any case, before anything was verified', async () => {
    const { id } = await users.register('edsger');
    users.clock.advance(1_000);
    const answer = await login('EDSGER');
    expect(idOf(answer)).toBe(id);
    expect(answer.data['login']).toMatchObject({ user: { lastLoginAt: users.clock.now().toISOString().replace('.000', '') } });
    expect(idOf(await login('Edsger@EXAMPLE.org'))).toBe(id);
  });

  it('refuses a wrong password and an unknown name alike', async () => {
    await users.register('barbara');
    const wrong = await login('barbara', 'wrong password');
    const unknown = await login('nobody-at-all');
    expect(wrong.codes).toEqual(['UNAUTHENTICATED']);
    expect(unknown.errors).toEqual(wrong.errors);
  });

  it('names what can be nobody’s name or password at login, before it hashes anything', async () => {
    const paths = async (identifier: string, password: string) => {
      const [error] = (await login(identifier, password)).errors;
      expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
      return (error?.extensions['issues'] as { path: string[] }[]).map(({ path }) => path.join('.'));
    };
    expect(await paths('a\u0000@b', '')).toEqual(['input.identifier', 'input.password']);
    expect(await paths(' ', PASSWORD)).toEqual(['input.identifier']);
    expect(await paths('a'.repeat(321), PASSWORD)).toEqual(['input.identifier']);
    expect(await paths('barbara', 'x'.repeat(1_000_000))).toEqual(['input.password']);
  });

  it('refuses the most common passwords, in any case, wherever one is chosen', async () => {
    const input = { username: 'common', email: 'common@example.org', password: 'Password1', fullName: 'C' };
    const answer = await users.run(REGISTER, { input });
    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.extensions['issues']).toEqual([
      { path: ['input', 'password'], message: 'This is one of the most common passwords. Choose another.' },
    ]);
    const person = await users.register('uncommon');
    const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { expiresIn } }`;
    const change = await users.run(CHANGE, { input: { currentPassword: PASSWORD, newPassword: 'iloveyou1' } }, person.viewer);
    expect(change.codes).toEqual(['BAD_USER_INPUT']);
    const RESET = `mutation { resetPassword(input: { token: "t", newPassword: "iloveyou1" }) { accepted } }`;
    const reset = await users.run(RESET);
    expect((reset.errors[0]?.extensions['issues'] as { path: string[] }[]).map(({ path }) => path.join('.'))).toEqual(['input.newPassword']);
  });

  it('gives a second claimant of an address a real account, and the address means the first at login', async () => {
    const first = await users.register('first', { email: 'shared@example.org' });
    users.clock.advance(1_000);
    const second = await users.register('second', { email: 'Shared@example.org' });
    expect(second.id).not.toBe(first.id);
    expect(idOf(await login('shared@example.org'))).toBe(first.id);
    expect(idOf(await login('second'))).toBe(second.id);
  });

  it('keeps the registration when the mail fails, and sends the mail later', async () => {
    users.mailer.broken = true;
    const person = await users.register('margaret');
    expect(idOf(await login('margaret'))).toBe(person.id);
    expect(users.mailer.sent.some(({ to }) => to === person.email)).toBe(false);
    users.mailer.broken = false;
    users.clock.advance(60_000);
    await users.restart();
    await users.tokenFor(person.email);
    await until('nothing is owed any more', async () => {
      const [row] = await users.database.query<{ owed: number }>(`SELECT count(*) AS owed FROM owed_mail`);
      return row?.owed === 0;
    });
    expect(users.mailer.sent.filter(({ to }) => to === person.email)).toHaveLength(1);
  });

  it('goes on with the same signing key after a new start', async () => {
    const before = await users.subgraph.sessions.keys();
    await users.restart();
    expect(await users.subgraph.sessions.keys()).toEqual(before);
  });

  it('tells notification of a newcomer, without the address that is only claimed', async () => {
    const { id } = await users.register('dennis', { timeZone: 'Europe/Berlin', locale: 'de' });
    const told = await until('the change was relayed', () =>
      (users.relayed as { source: string; change: { data: { userId: string } } }[]).find(({ change }) => change.data.userId === id),
    );
    expect(told).toMatchObject({
      source: 'user',
      change: {
        topic: `account:${id}`,
        position: 1,
        kind: 'ACCOUNT_CHANGED',
        entity: `User:${id}`,
        entityVersion: 1,
        data: { userId: id, username: 'dennis', fullName: 'Full dennis', verifiedEmail: null, timeZone: 'Europe/Berlin', locale: 'de', active: true },
      },
    });
  });
});
