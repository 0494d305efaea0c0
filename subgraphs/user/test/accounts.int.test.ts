import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { until } from '../../../platform/testing/until.js';
import { startTestUsers, type Person, type TestUsers } from './harness.js';

const ADMINISTRATOR = { email: 'root@example.org', password: 'the first administrator' };
const OWN = 'email emailVerified role active timeZone locale lastLoginAt twoFactorEnabled sessions { id }';
const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { id username fullName ${OWN} } } }`;
const HIDDEN = {
  email: null,
  emailVerified: null,
  role: null,
  active: null,
  timeZone: null,
  locale: null,
  lastLoginAt: null,
  twoFactorEnabled: null,
  sessions: null,
};

describe('accounts', () => {
  let users: TestUsers;
  let root: Viewer;
  let ada: Person;
  let bob: Person;
  beforeAll(async () => {
    users = await startTestUsers({ administrator: ADMINISTRATOR });
    root = await signIn(ADMINISTRATOR.email, ADMINISTRATOR.password);
    ada = await users.register('ada');
    bob = await users.register('bob');
  });
  afterAll(() => users.stop());

  const signIn = async (identifier: string, password: string): Promise<Viewer> => {
    const { data } = await users.run(
      `mutation ($identifier: String!, $password: String!) { login(input: { identifier: $identifier, password: $password }) { accessToken } }`,
      { identifier, password },
    );
    return users.viewerOf((data['login'] as unknown as { accessToken: string }).accessToken);
  };
  const entities = async (viewer: Viewer | null, ...ids: string[]) =>
    (await users.run(ENTITIES, { of: ids.map((id) => ({ __typename: 'User', id })) }, viewer)).data['_entities'];

  it('show their own fields through _entities to their person alone', async () => {
    expect(await entities(ada.viewer, ada.id, bob.id)).toEqual([
      expect.objectContaining({ id: ada.id, fullName: 'Full ada', email: ada.email, role: 'MEMBER', twoFactorEnabled: false }),
      { id: bob.id, username: 'bob', fullName: 'Full bob', ...HIDDEN },
    ]);
  });

  it('show them to an administrator, and not to a script of the person', async () => {
    expect(await entities(root, ada.id)).toEqual([expect.objectContaining({ email: ada.email, active: true })]);
    const script = { ...ada.viewer, scopes: new Set(['CALENDAR_READ', 'BOOKING_WRITE']) };
    expect(await entities(script, ada.id)).toEqual([{ id: ada.id, username: 'ada', fullName: 'Full ada', ...HIDDEN }]);
  });

  it('are nothing to nobody, and what does not exist is null', async () => {
    expect(await entities(null, ada.id)).toEqual([null]);
    expect(await entities(ada.viewer, 'no id', '00000000-0000-7000-8000-000000000000')).toEqual([null, null]);
    expect((await users.run(`query ($id: ID!) { user(id: $id) { id } }`, { id: ada.id })).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('are found by username in any case', async () => {
    const FIND = `query ($username: String!) { userByUsername(username: $username) { id email } }`;
    expect((await users.run(FIND, { username: 'ADA' }, bob.viewer)).data['userByUsername']).toEqual({ id: ada.id, email: null });
    expect((await users.run(FIND, { username: 'ada@example.org' }, bob.viewer)).data['userByUsername']).toBeNull();
    expect((await users.run(FIND, { username: 'a\u0000' }, bob.viewer)).data['userByUsername']).toBeNull();
  });

  it('are changed by their person; absent leaves alone, null clears, the log says which', async () => {
    const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { fullName avatarUrl timeZone locale } }`;
    const update = (input: Record<string, unknown>) => users.run(UPDATE, { input }, ada.viewer);
    await update({ avatarUrl: 'https://example.org/ada.png', timeZone: 'Europe/London' });
    expect((await update({ fullName: 'Ada Lovelace', avatarUrl: null })).data['updateProfile']).toEqual({
      fullName: 'Ada Lovelace',
      avatarUrl: null,
      timeZone: 'Europe/London',
      locale: 'en',
    });
    await update({ fullName: 'Ada Lovelace' });
    const log = await users.database.query(
      `SELECT entity_version, fields, actor FROM change_log WHERE topic = $1 ORDER BY position`,
      [`account:${ada.id}`],
    );
    expect(log).toEqual([
      { entity_version: 1, fields: [], actor: ada.id },
      { entity_version: 2, fields: ['avatarUrl', 'timeZone'], actor: ada.id },
      { entity_version: 3, fields: ['fullName', 'avatarUrl'], actor: ada.id },
    ]);
    const bad = await update({ fullName: null, avatarUrl: 'javascript:alert(1)', locale: '' });
    expect((bad.errors[0]?.extensions['issues'] as { path: string[] }[]).map(({ path }) => path[1])).toEqual([
      'fullName',
      'avatarUrl',
      'locale',
    ]);
  });

  it('are listed for administrators alone, page by page, newest first', async () => {
    const LIST = `query ($search: String, $role: UserRole, $first: Int! = 20, $after: String) {
      users(search: $search, role: $role, first: $first, after: $after) { edges { node { username email } } pageInfo { hasNextPage endCursor } }
    }`;
    interface Page {
      edges: { node: { username: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const list = async (variables: Record<string, unknown>) => (await users.run(LIST, variables, root)).data['users'] as unknown as Page;
    const names = ({ edges }: Page) => edges.map(({ node }) => node.username);
    expect((await users.run(LIST, {}, ada.viewer)).codes).toEqual(['FORBIDDEN']);
    const first = await list({ first: 2 });
    const second = await list({ first: 2, after: first.pageInfo.endCursor });
    expect([...names(first), ...names(second)].sort()).toEqual(['ada', 'admin', 'bob']);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(names(await list({ search: 'LOVELACE' }))).toEqual(['ada']);
    expect(names(await list({ search: '%' }))).toEqual([]);
    expect(names(await list({ role: 'ADMIN' }))).toEqual(['admin']);
    expect((await users.run(LIST, { after: 'WyJhIiwiYiJd' }, root)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('get another role, which counts at once for the sessions that live', async () => {
    const SET = `mutation ($id: ID!, $role: UserRole!) { setUserRole(userId: $id, role: $role) { role } }`;
    expect((await users.run(SET, { id: ada.id, role: 'ADMIN' }, bob.viewer)).codes).toEqual(['FORBIDDEN']);
    expect((await users.run(SET, { id: bob.id, role: 'ORGANIZER' }, root)).data['setUserRole']).toEqual({ role: 'ORGANIZER' });
    expect(await users.subgraph.sessions.session(bob.viewer.sessionId)).toMatchObject({ role: 'ORGANIZER' });
    await until('the change was told', () => users.endedSessions.includes(bob.viewer.sessionId));
    expect((await users.run(SET, { id: 'no id', role: 'MEMBER' }, root)).codes).toEqual(['NOT_FOUND']);
  });

  it('never lose their last administrator, though two demote each other at once', async () => {
    const SET = `mutation ($id: ID!, $role: UserRole!) { setUserRole(userId: $id, role: $role) { role } }`;
    expect((await users.run(SET, { id: root.userId, role: 'MEMBER' }, root)).codes).toEqual(['CONFLICT']);
    const eve = await users.register('eve');
    await users.run(SET, { id: eve.id, role: 'ADMIN' }, root);
    const admin = await users.viewerOf(eve.accessToken);
    const answers = await Promise.all([
      users.run(SET, { id: root.userId, role: 'MEMBER' }, admin),
      users.run(SET, { id: eve.id, role: 'MEMBER' }, root),
    ]);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['CONFLICT']);
    await users.restart();
    expect(await users.subgraph.sessions.session(root.sessionId)).toMatchObject({ role: 'ADMIN' });
  });

  it('that are deactivated can neither go on nor come back, until they are let in again', async () => {
    const mallory = await users.register('mallory');
    const SET = `mutation ($id: ID!, $active: Boolean!) { setUserActive(userId: $id, active: $active) { active } }`;
    const LOGIN = `mutation ($password: String!) { login(input: { identifier: "mallory", password: $password }) { expiresIn } }`;
    const right = { password: 'correct horse battery' };
    expect((await users.run(SET, { id: mallory.id, active: false }, root)).data['setUserActive']).toEqual({ active: false });
    expect(await users.subgraph.sessions.session(mallory.viewer.sessionId)).toBeNull();
    expect((await users.run(LOGIN, { password: 'guessed password' })).codes).toEqual(['UNAUTHENTICATED']);
    expect((await users.run(LOGIN, right)).codes).toEqual(['FORBIDDEN']);
    await users.run(SET, { id: mallory.id, active: true }, root);
    expect((await users.run(LOGIN, right)).codes).toEqual([]);
  });

  it('have one administrator from the settings, however often it starts', async () => {
    await users.restart();
    await users.restart({ administrator: { ...ADMINISTRATOR, password: 'something else entirely' } });
    const [row] = await users.database.query<{ count: number }>(`SELECT count(*) FROM account WHERE email_key = 'root@example.org'`);
    expect(row?.count).toBe(1);
    await expect(signIn('admin', ADMINISTRATOR.password)).resolves.toMatchObject({ role: 'ADMIN' });
  });
});
