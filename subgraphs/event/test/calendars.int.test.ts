import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCalendar, makeEvent, session, startEventKit, type EventKit } from './kit.js';

let kit: EventKit;
beforeAll(async () => {
  kit = await startEventKit();
});
afterAll(() => kit.stop());

const JOIN = 'mutation($code: String!) { joinCalendar(code: $code) { id myRole members { totalCount } } }';
const INVITE = 'mutation($input: CreateCalendarInviteInput!) { createCalendarInvite(input: $input) { id code usesLeft } }';
const READ = 'query($id: ID!) { calendar(id: $id) { name myRole feedUrl invites { usesLeft } members { edges { node { user { id } role } } } changeCursor } }';

async function invite(calendarId: string, input: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
  const { createCalendarInvite } = await kit.run('anna', INVITE, { input: { calendarId, ...input } });
  return createCalendarInvite as { id: string; code: string };
}

describe('making a calendar', () => {
  it('takes the own zone where none is given', async () => {
    kit.zones.set('zoe', 'Asia/Tokyo');
    const { createCalendar } = await kit.run('zoe', 'mutation { createCalendar(input: { name: "Z" }) { timeZone } }');
    expect(createCalendar.timeZone).toBe('Asia/Tokyo');
  });

  it('answers the same under the same key, and refuses another input', async () => {
    const create = 'mutation($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }';
    const input = { name: 'Once', timeZone: 'UTC', idempotencyKey: 'k1' };
    const both = await Promise.all([kit.run('anna', create, { input }), kit.run('anna', create, { input })]);
    expect(both[0]).toEqual(both[1]);
    expect(await kit.refusal('anna', create, { input: { ...input, name: 'Twice' } })).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(await kit.run('ben', create, { input })).not.toEqual(both[0]);
  });

  it('names every fault with its path', async () => {
    const refusal = await kit.refusal('anna', 'mutation($input: CreateCalendarInput!) { createCalendar(input: $input) { id } }', {
      input: { name: ' ', color: 'red' },
    });
    expect(refusal['code']).toBe('BAD_USER_INPUT');
    expect(refusal['issues'].map((issue: { path: string[] }) => issue.path)).toEqual([['input', 'name'], ['input', 'color']]);
  });

  it('is public only for those who may publish', async () => {
    const create = 'mutation { createCalendar(input: { name: "P", visibility: PUBLIC }) { visibility } }';
    expect(await kit.refusal('anna', create)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await kit.run(session('olga', 'ORGANIZER'), create)).createCalendar.visibility).toBe('PUBLIC');
  });

  it('is refused to nobody, and to a token without the scope', async () => {
    const create = 'mutation { createCalendar(input: { name: "P" }) { id myRole } }';
    expect(await kit.refusal(null, create)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await kit.refusal(session('anna', 'MEMBER', ['CALENDAR_READ']), create)).toMatchObject({ code: 'FORBIDDEN' });
    const { createCalendar } = await kit.run(session('anna', 'MEMBER', ['CALENDAR_WRITE']), create);
    expect(createCalendar).toEqual({ id: expect.any(String), myRole: null });
  });
});

describe('joining by link', () => {
  it('makes a member once, however often it is done, and counts a person once', async () => {
    const calendarId = await makeCalendar(kit, 'anna');
    const { code } = await invite(calendarId, { maxUses: 1, role: 'EDITOR' });
    for (let time = 0; time < 2; time += 1) {
      expect((await kit.run('ben', JOIN, { code })).joinCalendar).toEqual({ id: calendarId, myRole: 'EDITOR', members: { totalCount: 2 } });
    }
    expect((await kit.run('anna', READ, { id: calendarId })).calendar.invites).toEqual([{ usesLeft: 0 }]);
    expect(await kit.refusal('cleo', JOIN, { code })).toMatchObject({ code: 'BAD_USER_INPUT' });
    await kit.run('ben', 'mutation($id: ID!) { leaveCalendar(id: $id) { deletedId } }', { id: calendarId });
    expect((await kit.run('ben', JOIN, { code })).joinCalendar.myRole).toBe('EDITOR');
  });

  it('lets no more people in than the link allows, all at once', async () => {
    const { code } = await invite(await makeCalendar(kit, 'anna'), { maxUses: 2 });
    const answers = await Promise.all(['p1', 'p2', 'p3', 'p4', 'p5'].map((who) => kit.execute(who, JOIN, { code })));
    expect(answers.filter((answer) => !answer.errors)).toHaveLength(2);
  });

  it('is refused when the link has expired, was revoked or never was', async () => {
    const calendarId = await makeCalendar(kit, 'anna');
    const expired = await invite(calendarId, { expiresAt: '2026-11-20T13:00:00Z' });
    const revoked = await invite(calendarId);
    const preview = 'query($code: String!) { calendarInvite(code: $code) { calendarName calendarColor memberCount role invitedBy { id } calendar { id myRole } } }';
    expect((await kit.run('ben', preview, { code: revoked.code })).calendarInvite).toEqual({
      calendarName: 'Choir',
      calendarColor: null,
      memberCount: 1,
      role: 'VIEWER',
      invitedBy: { id: 'anna' },
      calendar: null,
    });
    const now = kit.clock.now();
    kit.clock.advance(3_600_000);
    expect(await kit.refusal('ben', JOIN, { code: expired.code })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await kit.run('ben', preview, { code: expired.code })).calendarInvite).toBeNull();
    kit.clock.set(now);
    const revoke = 'mutation($id: ID!) { revokeCalendarInvite(id: $id) { deletedId } }';
    for (let time = 0; time < 2; time += 1) {
      expect(await kit.run('anna', revoke, { id: revoked.id })).toEqual({ revokeCalendarInvite: { deletedId: revoked.id } });
    }
    expect(await kit.refusal('ben', revoke, { id: revoked.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await kit.refusal('ben', JOIN, { code: revoked.code })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await kit.refusal('ben', JOIN, { code: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells a member that they are one, also when the link lets nobody else in any more', async () => {
    const calendarId = await makeCalendar(kit, 'anna');
    const { code } = await invite(calendarId, { maxUses: 1 });
    const preview = 'query($code: String!) { calendarInvite(code: $code) { memberCount calendar { id myRole } } }';
    await kit.run('ben', JOIN, { code });
    expect((await kit.run('ben', preview, { code })).calendarInvite).toEqual({ memberCount: 2, calendar: { id: calendarId, myRole: 'VIEWER' } });
    expect((await kit.run('cleo', preview, { code })).calendarInvite).toBeNull();
    const links = '{ calendar(id: "' + calendarId + '") { invites { uses usesLeft createdBy { id } } } }';
    expect((await kit.run('anna', links)).calendar.invites).toEqual([{ uses: 1, usesLeft: 0, createdBy: { id: 'anna' } }]);
  });

  it('is offered by owners and editors only, and never with more than one has', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ed: 'EDITOR', vi: 'VIEWER' });
    expect(await kit.refusal('vi', INVITE, { input: { calendarId } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.refusal('zoe', INVITE, { input: { calendarId } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await kit.refusal('ed', INVITE, { input: { calendarId, role: 'EDITOR' } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.refusal('anna', INVITE, { input: { calendarId, role: 'OWNER' } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    await kit.run('ed', INVITE, { input: { calendarId, role: 'VIEWER' } });
  });
});

describe('members', () => {
  it('are told apart by what they read of the calendar', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER' });
    const ofAnna = (await kit.run('anna', READ, { id: calendarId })).calendar;
    expect(ofAnna).toMatchObject({ myRole: 'OWNER', invites: [{ usesLeft: null }], changeCursor: expect.any(String) });
    const ofBen = (await kit.run('ben', READ, { id: calendarId })).calendar;
    expect(ofBen).toMatchObject({ myRole: 'VIEWER', invites: null });
    expect(ofBen.members.edges.map((edge: { node: { user: { id: string } } }) => edge.node.user.id)).toEqual(['anna', 'ben']);
    expect(ofBen.feedUrl).toMatch(/^https:\/\/convene\.example\/calendars\/[\w-]{24}\.ics$/);
    expect(ofBen.feedUrl).not.toBe(ofAnna.feedUrl);
    expect((await kit.run(session('ben', 'MEMBER', ['CALENDAR_WRITE']), READ, { id: calendarId })).calendar).toBeNull();
  });

  it('change and go by the owner, of whom one must stay', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER' });
    const set = 'mutation($c: ID!, $u: ID!, $r: CalendarRole!) { setCalendarMember(calendarId: $c, userId: $u, role: $r) { id } }';
    const remove = 'mutation($c: ID!, $u: ID!) { removeCalendarMember(calendarId: $c, userId: $u) { members { totalCount } } }';
    const leave = 'mutation($id: ID!) { leaveCalendar(id: $id) { deletedId } }';
    expect(await kit.refusal('ben', set, { c: calendarId, u: 'ben', r: 'OWNER' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.refusal('anna', leave, { id: calendarId })).toMatchObject({ code: 'CONFLICT' });
    expect(await kit.refusal('anna', set, { c: calendarId, u: 'anna', r: 'VIEWER' })).toMatchObject({ code: 'CONFLICT' });
    await kit.run('anna', set, { c: calendarId, u: 'ben', r: 'OWNER' });
    await kit.run('anna', leave, { id: calendarId });
    expect((await kit.run('anna', leave, { id: calendarId })).leaveCalendar).toEqual({ deletedId: calendarId });
    expect(await kit.refusal('zoe', leave, { id: calendarId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await kit.refusal('ben', remove, { c: calendarId, u: 'ben' })).toMatchObject({ code: 'CONFLICT' });
  });

  it('keep a colour of their own', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER' }, { color: '#00FF00' });
    const update = 'mutation($c: ID!) { updateMyCalendar(calendarId: $c, input: { color: "#112233", hidden: true }) { color myColor hidden } }';
    expect((await kit.run('ben', update, { c: calendarId })).updateMyCalendar).toEqual({ color: '#00ff00', myColor: '#112233', hidden: true });
    const { calendar } = await kit.run('anna', 'query($id: ID!) { calendar(id: $id) { myColor hidden } }', { id: calendarId });
    expect(calendar).toEqual({ myColor: null, hidden: false });
  });

  it('list their calendars, and nobody else does', async () => {
    const calendarId = await makeCalendar(kit, 'lena');
    const entities = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on User { id calendars { id } } ... on Calendar { name } } }';
    const r = [{ __typename: 'User', id: 'lena' }, { __typename: 'Calendar', id: calendarId }];
    expect((await kit.run('lena', entities, { r }))._entities).toEqual([{ id: 'lena', calendars: [{ id: calendarId }] }, { name: 'Choir' }]);
    expect((await kit.run('ben', entities, { r }))._entities).toEqual([{ id: 'lena', calendars: null }, null]);
  });
});

describe('changing and deleting a calendar', () => {
  it('is the owner’s', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ed: 'EDITOR' });
    const update = 'mutation($id: ID!, $input: UpdateCalendarInput!) { updateCalendar(id: $id, input: $input) { name description color timeZone } }';
    expect(await kit.refusal('ed', update, { id: calendarId, input: { name: 'x' } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.refusal('zoe', update, { id: calendarId, input: { name: 'x' } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await kit.refusal('anna', update, { id: calendarId, input: { name: null } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    const input = { name: 'Band', description: 'loud', color: null };
    expect((await kit.run('anna', update, { id: calendarId, input })).updateCalendar).toEqual({
      name: 'Band',
      description: 'loud',
      color: null,
      timeZone: 'Europe/Berlin',
    });
  });

  it('takes its events along', async () => {
    const calendarId = await makeCalendar(kit, 'anna');
    const eventId = await makeEvent(kit, 'anna', calendarId);
    await kit.run('anna', 'mutation($id: ID!) { deleteCalendar(id: $id) { deletedId } }', { id: calendarId });
    const read = 'query($c: ID!, $e: ID!) { calendar(id: $c) { id } event(id: $e) { id } }';
    expect(await kit.run('anna', read, { c: calendarId, e: eventId })).toEqual({ calendar: null, event: null });
  });
});
