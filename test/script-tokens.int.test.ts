import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataOf, openDoor, PASSWORD, type Door, type Person } from './support/door.js';

const ME = '{ me { id } }';
const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }`;
const CREATE = `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { id name scopes expiresAt lastUsedAt } } }`;
const REVOKE = `mutation ($id: ID!) { revokeAccessToken(id: $id) { id } }`;
const LIST = `{ me { accessTokens { id name scopes createdAt expiresAt lastUsedAt } } }`;
const SET_ROLE = `mutation ($id: ID!, $role: UserRole!) { setUserRole(userId: $id, role: $role) { role } }`;
const SET_ACTIVE = `mutation ($id: ID!, $active: Boolean!) { setUserActive(userId: $id, active: $active) { active } }`;
const INBOX = `subscription { inboxChanged { cursor } }`;
const MINUTE = 60_000;
/** Milliseconds that a socket may take to be closed once its token has ended. */
const WITHIN = 5000;

let door: Door;
let count = 0;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.stop());

const somebody = (role?: string): Promise<Person> => door.register(`person${String((count += 1))}`, role);

interface Made {
  secret: string;
  accessToken: { id: string; name: string; scopes: string[]; expiresAt: string | null; lastUsedAt: string | null };
}
const create = async (person: Person, scopes: readonly string[], expiresAt?: Date): Promise<Made> =>
  dataOf<Made>(await door.ask(CREATE, { input: { name: 'robot', scopes, expiresAt } }, person.accessToken), 'createAccessToken');

/** The same person, with an access token of this moment. */
const freshOf = async (person: Person): Promise<Person> => ({ ...person, ...dataOf<{ accessToken: string; refreshToken: string }>(await door.ask(REFRESH, { token: person.refreshToken }), 'refreshSession') });

describe('scripts’ tokens', () => {
  it('are shown once, kept as a hash, and listed without their secret', async () => {
    const person = await somebody();
    const { secret, accessToken } = await create(person, ['CALENDAR_READ', 'BOOKING_READ', 'CALENDAR_READ']);
    expect(secret).toMatch(/^cvt_[\w-]{43}$/);
    expect(accessToken).toMatchObject({ name: 'robot', scopes: ['CALENDAR_READ', 'BOOKING_READ'], expiresAt: null, lastUsedAt: null });
    const listed = await door.ask(LIST, {}, person.accessToken);
    expect(listed.data).toMatchObject({ me: { accessTokens: [{ id: accessToken.id, scopes: ['CALENDAR_READ', 'BOOKING_READ'] }] } });
    const kept = JSON.stringify(await door.accounts.query(`SELECT script_token::text, change_log::text FROM script_token, change_log`));
    for (const text of [JSON.stringify(listed.data), kept]) expect(text).not.toContain(secret.slice(4));
  });

  it('are good for HTTP and WebSocket, with their own scopes and no other', async () => {
    const person = await somebody();
    const { secret } = await create(person, ['CALENDAR_READ', 'INBOX_READ']);
    const makes = `mutation { createCalendar(input: { name: "By a robot", timeZone: "UTC" }) { id } }`;
    const socket = door.connect(secret);
    await socket.opened;
    expect((await door.ask('{ me { id calendars { id } } }', {}, secret)).data).toEqual({ me: { id: person.id, calendars: [] } });
    expect(await socket.ask(ME)).toEqual({ data: { me: { id: person.id } } });
    expect((await door.ask(makes, {}, secret)).codes).toEqual(['FORBIDDEN']);
    expect(await socket.ask(makes)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const writer = await create(person, ['CALENDAR_WRITE']);
    expect((await door.ask(makes, {}, writer.secret)).codes).toEqual([]);
  });

  it('never have ACCOUNT: what is the owner’s own reads null to them, and what manages the account is refused', async () => {
    const person = await somebody();
    const { secret } = await create(person, ['CALENDAR_READ', 'CALENDAR_WRITE', 'BOOKING_READ', 'BOOKING_WRITE', 'CHECK_IN', 'INBOX_READ', 'INBOX_WRITE']);
    const { data } = await door.ask('{ me { username email role timeZone twoFactorEnabled sessions { id } accessTokens { id } } }', {}, secret);
    expect(data).toEqual({
      me: { username: person.username, email: null, role: null, timeZone: null, twoFactorEnabled: null, sessions: null, accessTokens: null },
    });
    const refused = [
      `mutation { logoutEverywhere { endedSessions } }`,
      `mutation { createAccessToken(input: { name: "another", scopes: [CALENDAR_READ] }) { secret } }`,
      `mutation { updateProfile(input: { fullName: "Robot" }) { id } }`,
      `mutation { beginTwoFactor(password: "${PASSWORD}") { secret } }`,
      `mutation { changePassword(input: { currentPassword: "${PASSWORD}", newPassword: "owned by a robot" }) { expiresIn } }`,
      `{ users { edges { node { id } } } }`,
    ];
    for (const query of refused) expect([query, (await door.ask(query, {}, secret)).codes]).toEqual([query, ['FORBIDDEN']]);
    expect((await door.ask(`mutation { createAccessToken(input: { name: "x", scopes: [ACCOUNT] }) { secret } }`, {}, person.accessToken)).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const smuggled = door.accounts.query(`UPDATE script_token SET scopes = scopes || '{ACCOUNT}' WHERE account_id = $1`, [person.id]);
    await expect(smuggled).rejects.toThrow('script_token_scopes_check');
  });

  it('are refused for what the role does not allow, and for input that can not be', async () => {
    const person = await somebody();
    const refusal = async (input: object) => (await door.ask(CREATE, { input }, person.accessToken)).codes;
    expect(await refusal({ name: 'admin', scopes: ['ADMIN'] })).toEqual(['FORBIDDEN']);
    expect(await refusal({ name: 'nothing', scopes: [] })).toEqual(['BAD_USER_INPUT']);
    expect(await refusal({ name: ' ', scopes: ['CALENDAR_READ'] })).toEqual(['BAD_USER_INPUT']);
    expect(await refusal({ name: 'a\u0000b', scopes: ['CALENDAR_READ'] })).toEqual(['BAD_USER_INPUT']);
    expect(await refusal({ name: 'over', scopes: ['CALENDAR_READ'], expiresAt: door.clock.now() })).toEqual(['BAD_USER_INPUT']);
  });

  it('follow their owner’s role from the next request on', async () => {
    const admin = await somebody('ADMIN');
    const { secret } = await create(await freshOf(admin), ['ADMIN', 'CALENDAR_READ']);
    const users = `{ users(first: 1) { edges { node { email } } } }`;
    const socket = door.connect(secret);
    await socket.opened;
    expect((await door.ask(users, {}, secret)).codes).toEqual([]);
    await door.askAsRoot(SET_ROLE, { id: admin.id, role: 'MEMBER' });
    expect((await door.ask(users, {}, secret)).codes).toEqual(['FORBIDDEN']);
    // What runs on a socket may have begun with what was lost.
    expect(await socket.closed).toBe(4403);
    const again = door.connect(secret);
    await again.opened;
    expect(await again.ask(users)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await door.askAsRoot(SET_ROLE, { id: admin.id, role: 'ADMIN' });
    expect((await door.ask(users, {}, secret)).codes).toEqual([]);
  });

  it('let sessions follow the role too, without a new token', async () => {
    const person = await somebody();
    const users = `{ users(first: 1) { edges { node { id } } } }`;
    expect((await door.ask(users, {}, person.accessToken)).codes).toEqual(['FORBIDDEN']);
    await door.askAsRoot(SET_ROLE, { id: person.id, role: 'ADMIN' });
    expect((await door.ask(users, {}, person.accessToken)).codes).toEqual([]);
    await door.askAsRoot(SET_ROLE, { id: person.id, role: 'MEMBER' });
    expect((await door.ask(users, {}, person.accessToken)).codes).toEqual(['FORBIDDEN']);
  });

  it('are over from the next request on once they are revoked, and their sockets closed with 4403', async () => {
    const person = await somebody();
    const stranger = await somebody();
    const { secret, accessToken } = await create(person, ['INBOX_READ']);
    const socket = door.connect(secret);
    await socket.opened;
    socket.listen(INBOX);
    expect((await door.ask(ME, {}, secret)).status).toBe(200);
    expect((await door.ask(REVOKE, { id: accessToken.id }, stranger.accessToken)).codes).toEqual(['NOT_FOUND']);
    expect((await door.ask(REVOKE, { id: 'no id' }, person.accessToken)).codes).toEqual(['NOT_FOUND']);
    expect((await door.ask(REVOKE, { id: accessToken.id }, person.accessToken)).codes).toEqual([]);
    const began = performance.now();
    expect((await door.ask(ME, {}, secret)).status).toBe(401);
    expect(await socket.closed).toBe(4403);
    expect(performance.now() - began).toBeLessThan(WITHIN);
    expect((await door.ask(REVOKE, { id: accessToken.id }, person.accessToken)).codes).toEqual([]);
    expect((await door.ask(LIST, {}, person.accessToken)).data).toEqual({ me: { accessTokens: [] } });
  });

  it('are over though nobody told, within five seconds', async () => {
    const { secret, accessToken } = await create(await somebody(), ['INBOX_READ']);
    const socket = door.connect(secret);
    await socket.opened;
    await door.accounts.query(`UPDATE script_token SET revoked_at = now() WHERE id = $1`, [accessToken.id]);
    door.clock.advance(3000);
    expect((await door.ask(ME, {}, secret)).status).toBe(401);
    expect(await socket.closed).toBe(4403);
  });

  it('end with the moment that was set for them, and with their account', async () => {
    const person = await somebody();
    const soon = await create(person, ['INBOX_READ'], new Date(door.clock.now().getTime() + 5 * MINUTE));
    const later = await create(person, ['INBOX_READ']);
    const [ending, lasting] = [door.connect(soon.secret), door.connect(later.secret)];
    await Promise.all([ending.opened, lasting.opened]);
    door.clock.advance(5 * MINUTE - 1);
    expect((await door.ask(ME, {}, soon.secret)).status).toBe(200);
    door.clock.advance(1);
    expect((await door.ask(ME, {}, soon.secret)).status).toBe(401);
    expect(await ending.closed).toBe(4403);
    expect((await door.ask(ME, {}, later.secret)).status).toBe(200);
    await door.askAsRoot(SET_ACTIVE, { id: person.id, active: false });
    expect((await door.ask(ME, {}, later.secret)).status).toBe(401);
    expect(await lasting.closed).toBe(4403);
    await door.askAsRoot(SET_ACTIVE, { id: person.id, active: true });
    expect((await door.ask(ME, {}, later.secret)).status).toBe(401);
  });

  it('tell when they were last used, to the minute', async () => {
    const person = await somebody();
    const { secret } = await create(person, ['INBOX_READ']);
    const lastUsed = async () =>
      (dataOf<{ accessTokens: { lastUsedAt: string | null }[] }>(await door.ask(LIST, {}, person.accessToken), 'me')).accessTokens[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    const first = door.clock.now().toISOString();
    await door.ask(ME, {}, secret);
    door.clock.advance(59_000);
    await door.ask(ME, {}, secret);
    expect(await lastUsed()).toBe(first);
    door.clock.advance(1000 + 3000);
    await door.ask(ME, {}, secret);
    expect(await lastUsed()).toBe(door.clock.now().toISOString());
  });

  it('are a hundred at most', async () => {
    const person = await somebody();
    await create(person, ['INBOX_READ']);
    await door.accounts.query(
      `INSERT INTO script_token (id, account_id, hash, name, scopes, created_at)
       SELECT gen_random_uuid(), $1, decode(md5(n::text), 'hex'), 'robot', ARRAY['INBOX_READ'], now() FROM generate_series(1, 99) AS n`,
      [person.id],
    );
    expect((await door.ask(CREATE, { input: { name: 'robot', scopes: ['INBOX_READ'] } }, person.accessToken)).codes).toEqual(['CONFLICT']);
  });
});
