import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { PASSWORD, startTestUsers, type TestUsers } from './harness.js';

const REFRESH = `mutation ($token: String!, $key: String) { refreshSession(refreshToken: $token, idempotencyKey: $key) { accessToken refreshToken user { id } } }`;
const LOGIN = `mutation ($identifier: String!) {
  login(input: { identifier: $identifier, password: "${PASSWORD}" }) { accessToken refreshToken }
}`;
interface Pair {
  accessToken: string;
  refreshToken: string;
}

describe('sessions', () => {
  let users: TestUsers;
  beforeAll(async () => {
    users = await startTestUsers();
  });
  afterAll(() => users.stop());

  const refresh = async (token: string, key?: string) => {
    const answer = await users.run(REFRESH, { token, key });
    return { ...answer, pair: answer.data['refreshSession'] as unknown as Pair | null };
  };
  const login = async (identifier: string) =>
    (await users.run(LOGIN, { identifier })).data['login'] as unknown as Pair;
  const lives = async (sessionId: string) => (await users.subgraph.sessions.session(sessionId)) !== null;

  it('go on by a chain of refresh tokens, each good for one use', async () => {
    const person = await users.register('chain');
    let token = person.refreshToken;
    for (let round = 0; round < 5; round += 1) {
      const { pair, codes } = await refresh(token);
      expect(codes).toEqual([]);
      expect(pair?.refreshToken).not.toBe(token);
      expect((await users.viewerOf(pair?.accessToken ?? '')).sessionId).toBe(person.viewer.sessionId);
      token = pair?.refreshToken ?? '';
    }
  });

  it('end as a whole when a refresh token comes a second time, and whoever caches them is told', async () => {
    const person = await users.register('replayed');
    const { pair } = await refresh(person.refreshToken);
    expect((await refresh(person.refreshToken)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await refresh(pair?.refreshToken ?? '')).codes).toEqual(['UNAUTHENTICATED']);
    expect(await lives(person.viewer.sessionId)).toBe(false);
    await until('the end was told', () => users.endedSessions.includes(person.viewer.sessionId));
  });

  it('leave at most one line of twenty parallel refreshes', async () => {
    for (let round = 0; round < 3; round += 1) {
      const person = await users.register(`parallel${String(round)}`);
      const first = await Promise.all(Array.from({ length: 20 }, () => refresh(person.refreshToken)));
      const won = first.flatMap(({ pair }) => (pair ? [pair.refreshToken] : []));
      expect(won).toHaveLength(1);
      const after = await Promise.all(won.map((token) => refresh(token)));
      expect(after.filter(({ pair }) => pair !== null).length).toBeLessThanOrEqual(1);
      const [line] = await users.database.query<{ unused: number }>(
        `SELECT count(*) AS unused FROM refresh_token WHERE used_at IS NULL AND session_id = $1`,
        [person.viewer.sessionId],
      );
      expect(line?.unused).toBeLessThanOrEqual(1);
    }
  });

  it('go on when a refresh is sent again under its key, from the one token that it gave', async () => {
    const person = await users.register('unanswered');
    const key = 'drawn at random, once';
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(person.refreshToken, key)));
    const given = new Set(answers.map(({ pair }) => pair?.refreshToken));
    expect(given.size).toBe(1);
    const [next] = given;
    expect((await users.viewerOf(answers[0]?.pair?.accessToken ?? '')).sessionId).toBe(person.viewer.sessionId);
    expect((await refresh(next ?? '', 'another one, drawn again')).codes).toEqual([]);
    // What it gave is used: whoever has the old token and its key now is behind.
    expect((await refresh(person.refreshToken, key)).codes).toEqual(['UNAUTHENTICATED']);
    expect(await lives(person.viewer.sessionId)).toBe(false);
  });

  it('end when a used token comes under another key, or under none; a key that can be guessed is refused', async () => {
    for (const [name, second] of [['thief', 'the key of a thief'], ['keyless', undefined]] as const) {
      const person = await users.register(name);
      expect((await refresh(person.refreshToken, 'the key of its owner')).codes).toEqual([]);
      expect((await refresh(person.refreshToken, second)).codes).toEqual(['UNAUTHENTICATED']);
      expect(await lives(person.viewer.sessionId)).toBe(false);
    }
    const person = await users.register('guessed');
    for (const key of ['', '1', 'fifteen letters', 'ünpläin, thöugh löng', 'x'.repeat(201)]) {
      const { codes, errors } = await refresh(person.refreshToken, key);
      expect([key, codes, errors[0]?.extensions['issues']]).toEqual([key, ['BAD_USER_INPUT'], [expect.objectContaining({ path: ['idempotencyKey'] })]]);
    }
    expect((await refresh(person.refreshToken)).codes).toEqual([]);
  });

  it('are refused after thirty days of rest, and with made-up tokens', async () => {
    const person = await users.register('rested');
    users.clock.advance(30 * 24 * 3600 * 1000 - 1);
    const { pair } = await refresh(person.refreshToken);
    users.clock.advance(30 * 24 * 3600 * 1000);
    expect((await refresh(pair?.refreshToken ?? '')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await refresh('made up')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await refresh(person.accessToken)).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('end with logout: the token is refused, the others go on', async () => {
    const person = await users.register('leaver');
    const other = await login('leaver');
    const answer = await users.run(`mutation { logout { endedSessions } }`, {}, person.viewer);
    expect(answer.data['logout']).toEqual({ endedSessions: 1 });
    expect(await lives(person.viewer.sessionId)).toBe(false);
    expect((await refresh(person.refreshToken)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await refresh(other.refreshToken)).codes).toEqual([]);
    const again = await users.run(`mutation { logout { endedSessions } }`, {}, person.viewer);
    expect(again.data['logout']).toEqual({ endedSessions: 0 });
  });

  it('are listed for their owner, and ended one by one or all together', async () => {
    const person = await users.register('lister');
    const stranger = await users.register('stranger');
    const second = await users.viewerOf((await login('lister')).accessToken);
    const LIST = `query ($id: ID!) { user(id: $id) { sessions { id current userAgent ipAddress } } }`;
    const list = async () =>
      ((await users.run(LIST, { id: person.id }, person.viewer)).data['user'] as unknown as { sessions: { id: string }[] }).sessions;
    expect(await list()).toEqual(
      expect.arrayContaining([
        { id: person.viewer.sessionId, current: true, userAgent: 'jest', ipAddress: '192.0.2.1' },
        { id: second.sessionId, current: false, userAgent: 'jest', ipAddress: '192.0.2.1' },
      ]),
    );
    const END = `mutation ($id: ID!) { endSession(id: $id) { endedSessions } }`;
    expect((await users.run(END, { id: second.sessionId }, stranger.viewer)).codes).toEqual(['NOT_FOUND']);
    expect((await users.run(END, { id: 'no id' }, person.viewer)).codes).toEqual(['NOT_FOUND']);
    expect((await users.run(END, { id: second.sessionId }, person.viewer)).data['endSession']).toEqual({ endedSessions: 1 });
    expect((await users.run(END, { id: second.sessionId }, person.viewer)).data['endSession']).toEqual({ endedSessions: 0 });
    expect((await list()).map(({ id }) => id)).toEqual([person.viewer.sessionId]);
    await login('lister');
    const all = await users.run(`mutation { logoutEverywhere { endedSessions } }`, {}, person.viewer);
    expect(all.data['logoutEverywhere']).toEqual({ endedSessions: 2 });
    expect(await list()).toEqual([]);
  });

  it('are nothing to a script: it has no ACCOUNT scope', async () => {
    const person = await users.register('scripted');
    const script = { ...person.viewer, scopes: new Set(['CALENDAR_READ']) };
    expect((await users.run(`mutation { logoutEverywhere { endedSessions } }`, {}, script)).codes).toEqual(['FORBIDDEN']);
  });

  it('all end when the password changes; a login that was checked against the old one does not slip through', async () => {
    const person = await users.register('changer');
    const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { accessToken refreshToken } }`;
    const input = { currentPassword: PASSWORD, newPassword: 'another long password' };
    expect((await users.run(CHANGE, { input: { ...input, currentPassword: 'not it at all' } }, person.viewer)).codes).toEqual([
      'UNAUTHENTICATED',
    ]);
    const [changed, ...racing] = await Promise.all([
      users.run(CHANGE, { input }, person.viewer),
      ...Array.from({ length: 5 }, () => users.run(LOGIN, { identifier: 'changer' })),
    ]);
    expect(changed.codes).toEqual([]);
    for (const { data } of racing) {
      const pair = data['login'] as unknown as Pair | null;
      if (pair) expect((await refresh(pair.refreshToken)).codes).toEqual(['UNAUTHENTICATED']);
    }
    const fresh = changed.data['changePassword'] as unknown as Pair;
    expect((await refresh(fresh.refreshToken)).codes).toEqual([]);
    expect(await lives(person.viewer.sessionId)).toBe(false);
  });
});
