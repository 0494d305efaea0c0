import { afterEach, describe, expect, it } from '@jest/globals';
import type { RequestIdentity } from '../../../platform/subgraph/transport.js';
import { until } from '../../../platform/testing/until.js';
import type { UserConfig } from '../config.js';
import { PASSWORD, startTestUsers, type Answer, type TestUsers } from './harness.js';

const LOGIN = `mutation ($identifier: String!, $password: String!) { login(input: { identifier: $identifier, password: $password }) { accessToken } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { expiresIn } }`;
const RESET = `mutation ($email: String!) { requestPasswordReset(email: $email) { accepted } }`;

type From = Partial<RequestIdentity>;
const at = (ipAddress: string, more: From = {}): From => ({ ipAddress, ...more });
const HOME = at('198.51.100.1', { userAgent: 'the browser at home' });
const SECRET = 'the secret of the device';
const LIMITED = 'RATE_LIMITED';
const WRONG = 'UNAUTHENTICATED';

let users: TestUsers;
const start = async (overrides: Partial<UserConfig> = {}): Promise<void> => {
  users = await startTestUsers({ authRateLimit: 5, ...overrides });
};
afterEach(() => users.stop());

const login = (identifier: string, password = PASSWORD, from: From = {}) => users.run(LOGIN, { identifier, password }, null, from);
const guess = (identifier: string, from: From = {}) => login(identifier, 'a wrong guess', from);
const register = (username: string, from: From = {}, email = `${username}@example.org`) =>
  users.run(REGISTER, { input: { username, email, password: PASSWORD, fullName: username } }, null, from);
const reset = (email: string, from: From = {}) => users.run(RESET, { email }, null, from);

/** The first code of each answer, one after the other; `ok` for one without errors. */
async function outcomes(count: number, run: (n: number) => Promise<Answer>): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let n = 0; n < count; n += 1) codes.push((await run(n)).codes[0] ?? 'ok');
  return codes;
}
const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);

describe('of each of register, login and reset', () => {
  it('five tries a minute go through from one address, whatever they are for; the next learns how long to wait', async () => {
    await start();
    const attempts: [string, (n: number) => Promise<Answer>][] = [
      ['ok', (n) => register(`person${String(n)}`)],
      [WRONG, (n) => guess(`nobody${String(n)}`)],
      ['ok', (n) => reset(`nobody${String(n)}@example.org`)],
    ];
    for (const [outcome, attempt] of attempts) {
      expect(await outcomes(5, attempt)).toEqual(times(5, outcome));
      users.clock.advance(15_500);
      const [error] = (await attempt(5)).errors;
      expect(error?.extensions).toEqual({ code: LIMITED, retryAfter: 45 });
      users.clock.advance(44_499);
      expect((await attempt(6)).codes).toEqual([LIMITED]);
      users.clock.advance(1);
      expect((await attempt(7)).codes).toEqual(outcome === 'ok' ? [] : [outcome]);
    }
  });

  it('others at other addresses go on, also with the same account', async () => {
    await start();
    await register('ada', HOME);
    expect(await outcomes(6, () => guess('ada', at('203.0.113.1')))).toEqual([...times(5, WRONG), LIMITED]);
    expect(await outcomes(6, () => guess('ada', at('203.0.113.2')))).toEqual([...times(5, WRONG), LIMITED]);
    expect(await outcomes(6, () => reset('ada@example.org', at('203.0.113.1')))).toEqual([...times(5, 'ok'), LIMITED]);
    expect(await outcomes(1, () => reset('ada@example.org', at('203.0.113.2')))).toEqual(['ok']);
    expect(await outcomes(6, (n) => register(`a${String(n)}`, at('203.0.113.1')))).toEqual([...times(5, 'ok'), LIMITED]);
    expect(await outcomes(1, () => register('other', at('203.0.113.2')))).toEqual(['ok']);
  });

  it('a whole IPv6 network of one customer is one address', async () => {
    await start();
    expect(await outcomes(6, (n) => guess('ada', at(`2001:db8:1:2::${String(n)}`)))).toEqual([...times(5, WRONG), LIMITED]);
    expect((await guess('ada', at('2001:db8:1:3::1'))).codes).toEqual([WRONG]);
  });

  it('those that come at once, several in one document, and to several processes are counted one by one', async () => {
    await start();
    const fields = Array.from({ length: 8 }, (_, n) => `l${String(n)}: login(input: { identifier: "ada${String(n)}", password: "a wrong guess" }) { expiresIn }`);
    const document = await users.run(`mutation { ${fields.join(' ')} }`);
    expect(document.codes).toEqual([...times(5, WRONG), ...times(3, LIMITED)]);
    const parallel = await Promise.all(Array.from({ length: 20 }, () => guess('ada', at('203.0.113.9'))));
    expect(parallel.flatMap(({ codes }) => codes).sort()).toEqual([...times(15, LIMITED), ...times(5, WRONG)]);
    const another = await users.startAnother();
    const identity = { viewer: null, requestId: 'test', ipAddress: '203.0.113.9' };
    const answer = await another.transport.execute({ query: LOGIN, variables: { identifier: 'ada', password: 'a wrong guess' } }, identity);
    expect(answer.errors?.[0]?.extensions['code']).toBe(LIMITED);
    await another.stop();
  });

  it('a try that is refused costs no hash, and right passwords are refused too', async () => {
    await start();
    await register('ada', HOME);
    await outcomes(5, () => guess('ada', at('203.0.113.1')));
    expect((await login('ada', PASSWORD, at('203.0.113.1'))).codes).toEqual([LIMITED]);
    expect(await users.database.query(`SELECT 1 FROM session`)).toHaveLength(1);
  });

  it('the setting says how many', async () => {
    await start({ authRateLimit: 2 });
    expect(await outcomes(3, () => guess('ada'))).toEqual([WRONG, WRONG, LIMITED]);
  });

  it('our own process is never held up', async () => {
    await start({ authRateLimit: 1 });
    expect(await outcomes(4, (n) => register(`demo${String(n)}`, { ipAddress: undefined, internal: true }))).toEqual(times(4, 'ok'));
    expect(await outcomes(2, () => guess('ada', { ipAddress: undefined }))).toEqual([WRONG, LIMITED]);
  });
});

describe('while somebody tries 1,000 passwords', () => {
  it('a victim signs in from a device known before: from another address', async () => {
    await start();
    await register('ada', HOME);
    const tries = await Promise.all(Array.from({ length: 1000 }, (_, n) => guess('ada', at(`203.0.113.${String(n % 50)}`))));
    expect(tries.filter(({ codes }) => codes[0] === WRONG).length).toBeLessThanOrEqual(100);
    expect((await login('ada', PASSWORD, HOME)).codes).toEqual([]);
    // What is new to the account waits until the minute is over.
    expect((await login('ada', PASSWORD, at('192.0.2.200'))).codes).toEqual([LIMITED]);
    users.clock.advance(60_000);
    expect((await login('ada', PASSWORD, at('192.0.2.200'))).codes).toEqual([]);
  });

  it('and goes before strangers when so many try at once that not all can', async () => {
    await start({ authRateLimit: 1000 });
    await register('ada', { ...HOME, deviceId: SECRET });
    // Each with the secret that a browser gets which comes without one.
    const stranger = (n: number) => at(`198.51.100.${String(n % 250)}`, { deviceId: `new ${String(n)}` });
    const flood = (from: number, to: number) => Promise.all(Array.from({ length: to - from }, (_, n) => guess(`nobody${String(from + n)}`, stranger(from + n))));
    const counted = async (): Promise<number> => (await users.database.query(`SELECT 1 FROM rate_limit WHERE key LIKE 'login-account:%'`)).length;
    const first = flood(0, 150);
    expect((await login('ada', PASSWORD, at('192.0.2.77', { deviceId: SECRET }))).codes).toEqual([]);
    await until('all were counted', async () => (await counted()) === 150);
    const later: Promise<Answer[]>[] = [];
    for (let n = 150; n < 300; n += 1) {
      later.push(flood(n, n + 1));
      await counted();
    }
    // Whoever comes while many wait is refused before anything is counted, a few apart that find room meanwhile.
    expect(await counted()).toBeLessThan(220);
    const refused = [...(await first), ...(await Promise.all(later)).flat()].filter(({ codes }) => codes[0] === LIMITED);
    expect(refused.length).toBeGreaterThan(100);
  });

  it('and from the very address of the attack: by the program, and by the secret even where that is the same', async () => {
    await start();
    await register('ada', HOME);
    await register('bob', { ...HOME, deviceId: SECRET });
    const { ipAddress } = HOME;
    expect(await outcomes(20, () => guess('ada', { ipAddress, userAgent: 'curl' }))).toEqual([...times(5, WRONG), ...times(15, LIMITED)]);
    expect((await login('ada', PASSWORD, HOME)).codes).toEqual([]);
    const sameProgram = await outcomes(20, () => guess('bob', HOME));
    expect(sameProgram.filter((code) => code === WRONG).length).toBeLessThanOrEqual(5);
    expect((await login('bob', PASSWORD, { ...HOME, deviceId: SECRET })).codes).toEqual([]);
    expect((await login('bob', PASSWORD, at('192.0.2.77', { deviceId: SECRET }))).codes).toEqual([]);
  });

  it('a device that is known to one account opens no way to guess another’s password, nor its own faster', async () => {
    await start();
    await register('ada', HOME);
    const mallory = at('203.0.113.66', { deviceId: 'mallory’s own device' });
    await register('mallory', mallory);
    expect(await outcomes(8, () => guess('ada', mallory))).toEqual([...times(5, WRONG), ...times(3, LIMITED)]);
    expect(await outcomes(8, () => guess('mallory', mallory))).toEqual([...times(5, WRONG), ...times(3, LIMITED)]);
    const stolen = await outcomes(8, (n) => guess('ada', at('203.0.113.67', { deviceId: `made up ${String(n)}` })));
    expect(stolen).toEqual([...times(5, WRONG), ...times(3, LIMITED)]);
  });

  it('known devices are kept as hashes, and forgotten after half a year', async () => {
    await start();
    await register('ada', { ...HOME, deviceId: SECRET });
    const rows = await users.database.query<{ hash: Buffer }>(`SELECT hash FROM known_device`);
    expect(rows.map(({ hash }) => hash.length)).toEqual([32, 32]);
    users.clock.advance(181 * 24 * 3_600_000);
    await users.restart();
    await until('they are forgotten', async () => (await users.database.query(`SELECT 1 FROM known_device`)).length === 0);
  });
});

describe('what else is held to a rate', () => {
  it('is asking for a password again, of which right ones do not count, and mail of one’s own', async () => {
    await start();
    const ada = await users.register('ada');
    const CHANGE = `mutation ($password: String!) { requestEmailChange(email: "new@example.org", password: $password) { accepted } }`;
    const change = (password: string) => users.run(CHANGE, { password }, ada.viewer);
    expect(await outcomes(6, () => change(PASSWORD))).toEqual([...times(5, 'ok'), LIMITED]);
    users.clock.advance(60_000);
    expect(await outcomes(6, () => change('a wrong guess'))).toEqual([...times(5, WRONG), LIMITED]);
    expect((await change(PASSWORD)).codes).toEqual([LIMITED]);
    const bob = await users.register('bob');
    const RESEND = `mutation { resendEmailVerification { accepted } }`;
    expect(await outcomes(6, () => users.run(RESEND, {}, bob.viewer))).toEqual([...times(5, 'ok'), LIMITED]);
  });

  it('is looking for people by name: 120 a minute', async () => {
    await start();
    const ada = await users.register('ada');
    const fields = Array.from({ length: 121 }, (_, n) => `f${String(n)}: userByUsername(username: "p${String(n)}") { id }`);
    const answer = await users.run(`{ ${fields.join(' ')} }`, {}, ada.viewer);
    expect(answer.codes).toEqual([LIMITED]);
  });
});
