import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { PASSWORD, startTestUsers, type TestUsers } from './harness.js';

const LOGIN = `mutation ($identifier: String!) { login(input: { identifier: $identifier, password: "a wrong guess" }) { expiresIn } }`;
const RESET = `mutation ($email: String!) { requestPasswordReset(email: $email) { accepted } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { expiresIn } }`;
const CHANGE = `mutation ($email: String!) { requestEmailChange(email: $email, password: "${PASSWORD}") { accepted } }`;
const KNOWN = 'known@example.org';

/** How far apart medians may be, as a part of the lesser one, and in milliseconds where both are short. */
const APART = 0.25;
const MILLISECONDS = 1;
const ROUNDS = 15;
/** A machine that is busy with something else may spoil one measurement, and not each of three. */
const ATTEMPTS = 3;

describe('neither answers nor their timing tell whether an address is known', () => {
  let users: TestUsers;
  beforeAll(async () => {
    users = await startTestUsers();
    const known = await users.register('known', { email: KNOWN });
    await users.run(`mutation ($token: String!) { verifyEmail(token: $token) { id } }`, { token: await users.tokenFor(KNOWN) });
    await users.run(LOGIN, { identifier: known.email });
  });
  afterAll(() => users.stop());

  /** What follows an answer is done before the next is timed. */
  const settled = () =>
    until('nothing is owed', async () => (await users.database.query(`SELECT 1 FROM owed_mail`)).length === 0);

  async function medianApart(known: (n: number) => Promise<unknown>, unknown: (n: number) => Promise<unknown>): Promise<number> {
    const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
    for (let n = 0; n < ROUNDS; n += 1) {
      // In turns, and each first as often as the other.
      const turns = [() => timed(known, n, ofKnown), () => timed(unknown, n, ofUnknown)];
      for (const turn of n % 2 === 0 ? turns : turns.reverse()) await turn();
    }
    const [a, b] = [median(ofKnown), median(ofUnknown)];
    const apart = Math.abs(a - b);
    return apart <= MILLISECONDS ? 0 : apart / Math.min(a, b);
  }

  async function timed(work: (n: number) => Promise<unknown>, n: number, into: number[]): Promise<void> {
    await settled();
    const begun = performance.now();
    await work(n);
    into.push(performance.now() - begun);
  }

  async function expectAlike(known: (n: number) => Promise<unknown>, unknown: (n: number) => Promise<unknown>): Promise<void> {
    let best = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS && best > APART; attempt += 1) {
      best = Math.min(best, await medianApart((n) => known(attempt * ROUNDS + n), (n) => unknown(attempt * ROUNDS + n)));
    }
    expect(best).toBeLessThanOrEqual(APART);
  }

  it('at login', async () => {
    const known = await users.run(LOGIN, { identifier: KNOWN });
    const unknown = await users.run(LOGIN, { identifier: 'unknown@example.org' });
    expect(known).toEqual(unknown);
    await expectAlike(
      () => users.run(LOGIN, { identifier: KNOWN }),
      (n) => users.run(LOGIN, { identifier: `unknown${String(n)}@example.org` }),
    );
  });

  it('when a password is to be reset', async () => {
    expect(await users.run(RESET, { email: KNOWN })).toEqual(await users.run(RESET, { email: 'unknown@example.org' }));
    await expectAlike(
      () => users.run(RESET, { email: KNOWN }),
      (n) => users.run(RESET, { email: `unknown${String(n)}@example.org` }),
    );
  });

  it('at registration', async () => {
    const register = (username: string, email: string) =>
      users.run(REGISTER, { input: { username, email, password: PASSWORD, fullName: 'Somebody' } });
    expect(await register('first', KNOWN)).toEqual(await register('second', 'fresh@example.org'));
    await expectAlike(
      (n) => register(`taken${String(n)}`, KNOWN),
      (n) => register(`fresh${String(n)}`, `fresh${String(n)}@example.org`),
    );
  });

  it('when an address is to be changed', async () => {
    const { viewer } = await users.register('mover');
    const change = (email: string) => users.run(CHANGE, { email }, viewer);
    expect(await change(KNOWN)).toEqual(await change('elsewhere@example.org'));
    await expectAlike(
      () => change(KNOWN),
      (n) => change(`elsewhere${String(n)}@example.org`),
    );
  });

  it('and a login that skipped the hash for unknown names would be found out', async () => {
    const noHash = (n: number) => users.run(`query ($n: ID!) { _entities(representations: [{ __typename: "User", id: $n }]) { __typename } }`, { n: String(n) });
    expect(await medianApart(() => users.run(LOGIN, { identifier: KNOWN }), noHash)).toBeGreaterThan(APART);
  });
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
