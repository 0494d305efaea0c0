import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { PASSWORD, startTestUsers, type Person, type TestUsers } from './harness.js';

const BEGIN = `mutation ($password: String!) { beginTwoFactor(password: $password) { secret uri } }`;
const CONFIRM = `mutation ($code: String!) { confirmTwoFactor(code: $code) }`;
const DISABLE = `mutation ($password: String!, $code: String!) { disableTwoFactor(password: $password, code: $code) { twoFactorEnabled } }`;
const LOGIN = `mutation ($identifier: String!, $password: String!, $code: String) {
  login(input: { identifier: $identifier, password: $password, code: $code }) { accessToken user { twoFactorEnabled } }
}`;
const STEP = 30_000;
const MINUTE = 60_000;

describe('two-factor login', () => {
  let users: TestUsers;
  beforeAll(async () => {
    users = await startTestUsers();
  });
  afterAll(() => users.stop());

  /** The code that an authenticator shows, `steps` from now. */
  const codeOf = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: users.clock.now().getTime() + steps * STEP });
  const wrongCodeOf = (secret: string): string => {
    const near = [-1, 0, 1].map((steps) => codeOf(secret, steps));
    return ['000000', '111111', '222222', '333333'].find((code) => !near.includes(code)) ?? '';
  };
  const begin = async (person: Person) =>
    (await users.run(BEGIN, { password: PASSWORD }, person.viewer)).data['beginTwoFactor'] as unknown as { secret: string; uri: string };
  const confirm = (person: Person, code: string) => users.run(CONFIRM, { code }, person.viewer);
  const login = (identifier: string, code?: string, password = PASSWORD) => users.run(LOGIN, { identifier, password, code });

  /** Somebody with a second factor; two minutes later, when no code that was used is near. */
  async function givenTwoFactor(username: string): Promise<{ person: Person; secret: string; recovery: string[] }> {
    const person = await users.register(username);
    const { secret } = await begin(person);
    const answer = await confirm(person, codeOf(secret));
    users.clock.advance(2 * MINUTE);
    return { person, secret, recovery: answer.data['confirmTwoFactor'] as unknown as string[] };
  }

  it('is begun with the password, and takes effect with a first code', async () => {
    const person = await users.register('begins');
    expect((await users.run(BEGIN, { password: 'not it at all' }, person.viewer)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await confirm(person, '123456')).codes).toEqual(['CONFLICT']);
    const { secret, uri } = await begin(person);
    expect(uri).toContain(`otpauth://totp/Convene:begins?issuer=Convene&secret=${secret}`);
    expect((await login('begins')).data['login']).toMatchObject({ user: { twoFactorEnabled: false } });
    expect((await confirm(person, wrongCodeOf(secret))).codes).toEqual(['UNAUTHENTICATED']);
    expect((await confirm(person, codeOf(secret))).data['confirmTwoFactor']).toHaveLength(10);
    expect((await login('begins')).codes).toEqual(['TWO_FACTOR_REQUIRED']);
    expect((await users.run(BEGIN, { password: PASSWORD }, person.viewer)).codes).toEqual(['CONFLICT']);
  });

  it('asks for a code only once the password was right', async () => {
    await givenTwoFactor('order');
    expect((await login('order', undefined, 'not it at all')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await login('order', '  ')).codes).toEqual(['TWO_FACTOR_REQUIRED']);
  });

  it('takes the code of the present step, the one before and the one behind, and no other', async () => {
    const { secret } = await givenTwoFactor('skewed');
    for (const [steps, good] of [[-2, false], [-1, true], [0, true], [1, true], [2, false]] as const) {
      users.clock.advance(2 * MINUTE);
      expect([steps, (await login('skewed', codeOf(secret, steps))).codes]).toEqual([steps, good ? [] : ['UNAUTHENTICATED']]);
    }
  });

  it('takes a code once in its step, though twenty show it at the same moment', async () => {
    const { secret } = await givenTwoFactor('once');
    const code = codeOf(secret);
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('once', code)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(answers.filter(({ codes }) => codes[0] === 'UNAUTHENTICATED')).toHaveLength(4);
    expect(answers.filter(({ codes }) => codes[0] === 'RATE_LIMITED')).toHaveLength(15);
    users.clock.advance(MINUTE);
    expect((await login('once', code)).codes).toEqual(['UNAUTHENTICATED']);
    users.clock.advance(STEP);
    expect((await login('once', codeOf(secret))).codes).toEqual([]);
    expect((await login('once', codeOf(secret, -1))).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('lets five codes be tried within any minute, the right one among them or not', async () => {
    const { person, secret } = await givenTwoFactor('guessed');
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await login('guessed', wrongCodeOf(secret))).codes).toEqual(['UNAUTHENTICATED']);
      users.clock.advance(10_000);
    }
    const { errors } = await login('guessed', codeOf(secret));
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 10 });
    expect((await users.run(DISABLE, { password: PASSWORD, code: codeOf(secret) }, person.viewer)).codes).toEqual(['RATE_LIMITED']);
    users.clock.advance(10_000);
    expect((await login('guessed', codeOf(secret))).codes).toEqual([]);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { recovery } = await givenTwoFactor('lost');
    const [first = '', second = ''] = recovery;
    expect(new Set(recovery).size).toBe(10);
    const both = await Promise.all([login('lost', first), login('lost', first)]);
    expect(both.flatMap(({ codes }) => codes)).toEqual(['UNAUTHENTICATED']);
    expect((await login('lost', second.toLowerCase().replaceAll('-', ' '))).codes).toEqual([]);
    users.clock.advance(MINUTE);
    expect((await login('lost', second)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await login('lost', 'AAAA-AAAA-AAAA-AAAA')).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('keeps recovery codes as hashes, and its secret sealed', async () => {
    const { person, secret, recovery } = await givenTwoFactor('kept');
    const rows = await users.database.query<{ sealed_secret: Buffer }>(
      `SELECT sealed_secret, (SELECT string_agg(hash::text, ',') FROM recovery_code WHERE account_id = $1) AS hashes
       FROM two_factor WHERE account_id = $1`,
      [person.id],
    );
    const dump = JSON.stringify(rows) + (rows[0]?.sealed_secret.toString('latin1') ?? '');
    for (const said of [secret, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))]) expect(dump).not.toContain(said);
  });

  it('answers a lost answer again: the same secret while it is begun, new recovery codes for the same code', async () => {
    const person = await users.register('retries');
    const [first, second] = await Promise.all([begin(person), begin(person)]);
    expect(second).toEqual(first);
    const code = codeOf(first.secret);
    const unseen = (await confirm(person, code)).data['confirmTwoFactor'] as unknown as string[];
    const seen = (await confirm(person, code)).data['confirmTwoFactor'] as unknown as string[];
    expect(seen).toHaveLength(10);
    expect((await confirm(person, codeOf(first.secret, 1))).codes).toEqual(['UNAUTHENTICATED']);
    users.clock.advance(MINUTE);
    expect((await login('retries', unseen[0])).codes).toEqual(['UNAUTHENTICATED']);
    expect((await login('retries', seen[0])).codes).toEqual([]);
    expect((await confirm(person, code)).codes).toEqual(['CONFLICT']);
  });

  it('gives new recovery codes to no other session, and none once its code is over', async () => {
    const person = await users.register('guarded');
    const { secret } = await begin(person);
    const other = { ...person, viewer: { ...person.viewer, sessionId: '00000000-0000-7000-8000-000000000000' } };
    const code = codeOf(secret);
    await confirm(person, code);
    expect((await confirm(other, code)).codes).toEqual(['CONFLICT']);
    users.clock.advance(2 * STEP);
    expect((await confirm(person, code)).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('can not be confirmed half an hour after it was begun', async () => {
    const person = await users.register('slow');
    const { secret } = await begin(person);
    users.clock.advance(30 * MINUTE);
    expect((await confirm(person, codeOf(secret))).codes).toEqual(['CONFLICT']);
    expect((await begin(person)).secret).not.toBe(secret);
  });

  it('is turned off with the password and a code, and asks for none from then on', async () => {
    const { person, secret, recovery } = await givenTwoFactor('leaves');
    const disable = (password: string, code: string) => users.run(DISABLE, { password, code }, person.viewer);
    expect((await disable('not it at all', codeOf(secret))).codes).toEqual(['UNAUTHENTICATED']);
    expect((await disable(PASSWORD, wrongCodeOf(secret))).codes).toEqual(['UNAUTHENTICATED']);
    expect((await disable(PASSWORD, recovery[3] ?? '')).data['disableTwoFactor']).toEqual({ twoFactorEnabled: false });
    expect((await disable(PASSWORD, recovery[3] ?? '')).data['disableTwoFactor']).toEqual({ twoFactorEnabled: false });
    expect((await login('leaves')).codes).toEqual([]);
    expect(await users.database.query(`SELECT 1 FROM recovery_code WHERE account_id = $1`, [person.id])).toEqual([]);
  });

  it('stands in the security log, wrong codes too', async () => {
    const { person, secret } = await givenTwoFactor('logged');
    await login('logged', wrongCodeOf(secret));
    await users.run(DISABLE, { password: PASSWORD, code: codeOf(secret) }, person.viewer);
    const rows = await users.database.query<{ kind: string }>(`SELECT kind FROM security_event WHERE account_id = $1 ORDER BY position`, [
      person.id,
    ]);
    expect(rows.map(({ kind }) => kind)).toEqual(['REGISTERED', 'TWO_FACTOR_ENABLED', 'LOGIN_FAILED', 'TWO_FACTOR_DISABLED']);
  });

  it('outlives a new key for secrets, which seals at the next login what the old one had sealed', async () => {
    const { person, secret } = await givenTwoFactor('resealed');
    const sealedBy = async () =>
      (await users.database.query<{ sealed_by: string }>(`SELECT sealed_by FROM two_factor WHERE account_id = $1`, [person.id]))[0]?.sealed_by;
    const before = await sealedBy();
    await users.restart({ secretsKeys: [Buffer.alloc(32, 7)] });
    expect((await login('resealed', codeOf(secret))).codes).toEqual([]);
    expect(await sealedBy()).not.toBe(before);
    users.clock.advance(MINUTE);
    expect((await login('resealed', codeOf(secret))).codes).toEqual([]);
  });
});
