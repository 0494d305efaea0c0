import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runKeys } from '../commands/keys.js';
import { timeOrderedIds } from '../platform/ids.js';
import { dataOf, openDoor, PASSWORD, type Door, type Person } from './support/door.js';

const ME = '{ me { id } }';
const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }`;
const SET_ACTIVE = `mutation ($id: ID!, $active: Boolean!) { setUserActive(userId: $id, active: $active) { active } }`;
const INBOX = `subscription { inboxChanged { cursor } }`;
const MINUTE = 60_000;
/** Milliseconds that a socket may take to be closed once its session has ended. */
const WITHIN = 5000;

let door: Door;
let count = 0;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.stop());

const somebody = (role?: string): Promise<Person> => door.register(`person${String((count += 1))}`, role);
const refresh = async (token: string) => dataOf<{ accessToken: string; refreshToken: string }>(await door.ask(REFRESH, { token }), 'refreshSession');
const kidOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
const keys = (...words: string[]) => runKeys({ database: door.accounts, clock: door.clock, ids: timeOrderedIds }, words);

describe('keys', () => {
  it('are rotated without one refused request, over twenty minutes of asking and refreshing', async () => {
    const person = await somebody();
    let pair: { accessToken: string; refreshToken: string } = person;
    const tokens = [{ token: pair.accessToken, until: door.clock.now().getTime() + 10 * MINUTE }];
    const refused: unknown[] = [];
    for (let half = 0; half < 40; half += 1) {
      if (half === 4) await keys('rotate');
      pair = await refresh(pair.refreshToken);
      tokens.push({ token: pair.accessToken, until: door.clock.now().getTime() + 10 * MINUTE });
      const alive = tokens.filter(({ until }) => until > door.clock.now().getTime());
      const shown = [alive[0], alive[alive.length >> 1], alive.at(-1)].flatMap((each) => each ?? []);
      const answers = await Promise.all(shown.map(({ token }) => door.ask(ME, {}, token)));
      refused.push(...answers.filter(({ status, codes }) => status !== 200 || codes.length > 0));
      door.clock.advance(MINUTE / 2);
    }
    expect(refused).toEqual([]);
    expect(new Set(tokens.map(({ token }) => kidOf(token))).size).toBe(2);
  });

  it('that were removed verify nothing a minute later, on sockets neither; refresh tokens go on', async () => {
    const person = await somebody();
    const stolen = kidOf(person.accessToken);
    const socket = door.connect(person.accessToken);
    await socket.opened;
    expect((await door.ask(ME, {}, person.accessToken)).status).toBe(200);
    expect((await keys('remove', stolen)).ok).toBe(true);
    door.clock.advance(MINUTE);
    expect((await door.ask(ME, {}, person.accessToken)).status).toBe(401);
    expect(await socket.closed).toBe(4403);
    const jwks = (await (await fetch(`${door.convene.url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
    expect(jwks.keys.map(({ kid }) => kid)).not.toContain(stolen);
    const fresh = await refresh(person.refreshToken);
    expect(kidOf(fresh.accessToken)).not.toBe(stolen);
    expect((await door.ask(ME, {}, fresh.accessToken)).status).toBe(200);
  });

  it('that sign in the place of the only one are taken at once', async () => {
    const person = await somebody();
    for (const { kid } of await door.accounts.query<{ kid: string }>(`SELECT kid FROM signing_key`)) await keys('remove', kid);
    door.clock.advance(1000);
    const { accessToken } = await refresh(person.refreshToken);
    expect((await door.ask(ME, {}, accessToken)).data).toEqual({ me: { id: person.id } });
  });
});

const ENDINGS: Record<string, (person: Person, second: { accessToken: string; sessionId: string }) => Promise<unknown>> = {
  logout: ({ accessToken }) => door.ask(`mutation { logout { endedSessions } }`, {}, accessToken),
  logoutEverywhere: (_person, second) => door.ask(`mutation { logoutEverywhere { endedSessions } }`, {}, second.accessToken),
  'endSession, from another session': (person, second) =>
    door.ask(`mutation ($id: ID!) { endSession(id: $id) { endedSessions } }`, { id: sidOf(person.accessToken) }, second.accessToken),
  'a change of the password': (_person, second) =>
    door.ask(
      `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { expiresIn } }`,
      { input: { currentPassword: PASSWORD, newPassword: 'an entirely new password' } },
      second.accessToken,
    ),
  'a reset of the password': async ({ username }) => {
    await door.ask(`mutation ($email: String!) { requestPasswordReset(email: $email) { accepted } }`, { email: `${username}@example.org` });
    const token = await door.mailedToken(`${username}@example.org`, '/reset-password');
    return door.ask(`mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accepted } }`, {
      input: { token, newPassword: 'an entirely new password' },
    });
  },
  'a refresh token that comes twice': async ({ refreshToken }) => {
    await refresh(refreshToken);
    return door.ask(REFRESH, { token: refreshToken });
  },
  'an administrator who locks the account': ({ id }) => door.askAsRoot(SET_ACTIVE, { id, active: false }),
};
const sidOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;

describe('a session that was ended', () => {
  it.each(Object.keys(ENDINGS))('is refused at once over HTTP, and its sockets are closed with 4403 within five seconds: %s', async (ending) => {
    const person = await somebody();
    const again = dataOf<{ accessToken: string }>(
      await door.ask(`mutation ($i: String!, $p: String!) { login(input: { identifier: $i, password: $p }) { accessToken } }`, { i: person.username, p: PASSWORD }),
      'login',
    );
    const [silent, listening] = [door.connect(person.accessToken), door.connect(person.accessToken)];
    await Promise.all([silent.opened, listening.opened]);
    listening.listen(INBOX);
    expect((await door.ask(ME, {}, person.accessToken)).status).toBe(200);

    await ENDINGS[ending]?.(person, { accessToken: again.accessToken, sessionId: sidOf(again.accessToken) });
    const began = performance.now();
    expect((await door.ask(ME, {}, person.accessToken)).status).toBe(401);
    expect(await Promise.all([silent.closed, listening.closed])).toEqual([4403, 4403]);
    expect(performance.now() - began).toBeLessThan(WITHIN);
    await expect(door.connect(person.accessToken).opened).rejects.toThrow('closed with 4403');
  });

  it('is refused and closed within five seconds though nobody told', async () => {
    const person = await somebody();
    const socket = door.connect(person.accessToken);
    await socket.opened;
    expect((await door.ask(ME, {}, person.accessToken)).status).toBe(200);
    await door.accounts.query(`UPDATE session SET ended_at = now(), end_reason = 'LOGOUT' WHERE id = $1`, [sidOf(person.accessToken)]);
    const began = performance.now();
    door.clock.advance(3000);
    expect((await door.ask(ME, {}, person.accessToken)).status).toBe(401);
    expect(await socket.closed).toBe(4403);
    // Three seconds went by on the clock that moves by hand; the rest is real.
    expect(performance.now() - began).toBeLessThan(WITHIN - 3000);
  });
});
