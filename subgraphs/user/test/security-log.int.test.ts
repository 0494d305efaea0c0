import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { until } from '../../../platform/testing/until.js';
import { PASSWORD, startTestUsers, type Person, type TestUsers } from './harness.js';

const ADMINISTRATOR = { email: 'root@example.org', password: 'the first administrator' };
const LOG = `query ($id: ID!, $first: Int! = 20, $after: String) {
  user(id: $id) { securityLog(first: $first, after: $after) { edges { node { id kind at ipAddress userAgent } } pageInfo { hasNextPage endCursor } } }
}`;
const LOGIN = `mutation ($identifier: String!, $password: String!) { login(input: { identifier: $identifier, password: $password }) { accessToken } }`;

interface Page {
  edges: { node: { id: string; kind: string; at: string; ipAddress: string | null; userAgent: string | null } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe('the security log', () => {
  let users: TestUsers;
  let root: Viewer;
  beforeAll(async () => {
    users = await startTestUsers({ administrator: ADMINISTRATOR });
    const { data } = await login(ADMINISTRATOR.email, ADMINISTRATOR.password);
    root = await users.viewerOf((data['login'] as unknown as { accessToken: string }).accessToken);
  });
  afterAll(() => users.stop());

  const login = (identifier: string, password = PASSWORD) => users.run(LOGIN, { identifier, password });
  const page = async (id: string, viewer: Viewer | null, variables = {}) =>
    (await users.run(LOG, { id, ...variables }, viewer)).data['user'] as unknown as { securityLog: Page | null } | null;
  const kinds = async (person: Person) => (await page(person.id, root))?.securityLog?.edges.map(({ node }) => node.kind);

  it('tells what happened to an account, newest first, from where and by which program', async () => {
    const person = await users.register('ada');
    users.clock.advance(1_000);
    await login('ada');
    await login('ada', 'not the password');
    await until('the failure is logged', async () => (await kinds(person))?.length === 3);
    const log = await page(person.id, person.viewer);
    expect(log?.securityLog?.edges.map(({ node }) => node)).toEqual([
      expect.objectContaining({ kind: 'LOGIN_FAILED', ipAddress: '192.0.2.1', userAgent: 'jest' }),
      expect.objectContaining({ kind: 'LOGIN', at: users.clock.now().toISOString().replace('.000', '') }),
      expect.objectContaining({ kind: 'REGISTERED' }),
    ]);
  });

  it('has passwords, addresses, sessions and roles in it', async () => {
    const person = await users.register('grace');
    await users.run(`mutation ($token: String!) { verifyEmail(token: $token) { id } }`, { token: await users.tokenFor(person.email) });
    const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { accessToken refreshToken } }`;
    await users.run(CHANGE, { input: { currentPassword: 'no, it is not', newPassword: 'another long one' } }, person.viewer);
    const { data } = await users.run(CHANGE, { input: { currentPassword: PASSWORD, newPassword: 'another long one' } }, person.viewer);
    const changed = data['changePassword'] as unknown as { accessToken: string; refreshToken: string };
    const viewer = await users.viewerOf(changed.accessToken);
    await users.run(`mutation { requestEmailChange(email: "hopper@example.org", password: "another long one") { accepted } }`, {}, viewer);
    await users.run(`mutation ($token: String!) { verifyEmail(token: $token) { id } }`, { token: await users.tokenFor('hopper@example.org') });
    await users.run(`mutation ($id: ID!) { setUserRole(userId: $id, role: ORGANIZER) { id } }`, { id: person.id }, root);
    const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }`;
    await users.run(REFRESH, { token: changed.refreshToken });
    await users.run(REFRESH, { token: changed.refreshToken });
    await login('grace', 'another long one');
    await users.run(`mutation ($id: ID!) { setUserActive(userId: $id, active: false) { id } }`, { id: person.id }, root);
    await users.run(`mutation ($id: ID!) { setUserActive(userId: $id, active: true) { id } }`, { id: person.id }, root);
    expect((await kinds(person))?.reverse()).toEqual([
      'REGISTERED',
      'EMAIL_VERIFIED',
      'LOGIN_FAILED',
      'PASSWORD_CHANGED',
      'EMAIL_VERIFIED',
      'EMAIL_CHANGED',
      'ROLE_CHANGED',
      'REFRESH_REPLAYED',
      'LOGIN',
      'DEACTIVATED',
      'REACTIVATED',
    ]);
    const [byRoot] = (await page(person.id, root))?.securityLog?.edges ?? [];
    expect(byRoot?.node).toMatchObject({ kind: 'REACTIVATED', ipAddress: null, userAgent: null });
  });

  it('has a reset password and sessions that were ended in it, and nothing that did not happen', async () => {
    const person = await users.register('barbara');
    await users.run(`mutation { requestPasswordReset(email: "${person.email}") { accepted } }`);
    const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accepted } }`;
    const token = await users.tokenFor(person.email, '/reset-password');
    await users.run(RESET, { input: { token, newPassword: 'another long one' } });
    await users.run(RESET, { input: { token, newPassword: 'yet another long one' } });
    for (let n = 0; n < 2; n += 1) await login('barbara', 'another long one');
    const viewer = await users.viewerOf(
      ((await login('barbara', 'another long one')).data['login'] as unknown as { accessToken: string }).accessToken,
    );
    await users.run(`mutation { logout { endedSessions } }`, {}, viewer);
    await users.run(`mutation { logout { endedSessions } }`, {}, viewer);
    await users.run(`mutation { logoutEverywhere { endedSessions } }`, {}, viewer);
    const log = (await kinds(person))?.reverse();
    expect(log).toEqual(['REGISTERED', 'PASSWORD_RESET', 'LOGIN', 'LOGIN', 'LOGIN', 'LOGOUT', 'LOGOUT', 'LOGOUT']);
  });

  it('is read by its person and by administrators, page by page, and by nobody else', async () => {
    const person = await users.register('linus');
    const stranger = await users.register('stranger');
    for (let n = 0; n < 4; n += 1) await login('linus');
    const first = (await page(person.id, person.viewer, { first: 3 }))?.securityLog;
    const rest = (await page(person.id, person.viewer, { first: 3, after: first?.pageInfo.endCursor }))?.securityLog;
    expect([first?.edges.length, first?.pageInfo.hasNextPage, rest?.edges.length, rest?.pageInfo.hasNextPage]).toEqual([3, true, 2, false]);
    expect(new Set([...(first?.edges ?? []), ...(rest?.edges ?? [])].map(({ node }) => node.id)).size).toBe(5);
    expect(await page(person.id, stranger.viewer)).toEqual({ securityLog: null });
    expect(await page(person.id, { ...person.viewer, scopes: new Set(['CALENDAR_READ']) })).toEqual({ securityLog: null });
    expect((await page(person.id, root))?.securityLog?.edges).toHaveLength(5);
    for (const after of ['WyJhIl0', 'WzEuNV0', 'Wzk5OTk5OTk5OTk5XQ', '???']) {
      expect((await users.run(LOG, { id: person.id, after }, person.viewer)).codes).toEqual(['BAD_USER_INPUT']);
    }
    expect((await users.run(LOG, { id: person.id, first: 101 }, person.viewer)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('numbers rows without a gap, however many are written at once', async () => {
    const person = await users.register('edsger');
    await Promise.all(Array.from({ length: 20 }, (_, n) => login('edsger', n % 2 === 0 ? PASSWORD : 'not the password')));
    const counts = async () =>
      (
        await users.database.query<{ rows: number; last: number; checkpoints: number }>(
          `SELECT count(*) AS rows, max(position) AS last, (SELECT count(*) FROM audit.checkpoint WHERE account_id = $1) AS checkpoints
           FROM security_event WHERE account_id = $1`,
          [person.id],
        )
      )[0];
    await until('all are logged', async () => (await counts())?.rows === 21);
    expect(await counts()).toEqual({ rows: 21, last: 21, checkpoints: 21 });
  });

  it('has no row of what was rolled back', async () => {
    const before = await users.database.query(`SELECT count(*) AS rows FROM security_event`);
    await users.register('taken');
    const INPUT = { input: { username: 'TAKEN', email: 'other@example.org', password: PASSWORD, fullName: 'T' } };
    const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { expiresIn } }`;
    expect((await users.run(REGISTER, INPUT)).codes).toEqual(['CONFLICT']);
    const [after] = await users.database.query<{ rows: number }>(`SELECT count(*) AS rows FROM security_event`);
    expect(after?.rows).toBe(Number(before[0]?.['rows']) + 1);
  });
});
