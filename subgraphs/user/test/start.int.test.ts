import { describe, expect, it } from '@jest/globals';
import { startTestUsers } from './harness.js';

describe('several processes that start at once over one empty database', () => {
  it('agree on one signing key and one administrator', async () => {
    const users = await startTestUsers({ administrator: { email: 'root@example.org', password: 'the first administrator' } });
    await users.database.query(`DELETE FROM signing_key`);
    await users.database.query(`DELETE FROM account`);
    const others = await Promise.all([users.startAnother(), users.startAnother(), users.startAnother()]);
    const keys = await Promise.all(others.map(({ sessions }) => sessions.keys()));
    expect(keys[0]?.keys).toHaveLength(1);
    expect(new Set(keys.map((set) => JSON.stringify(set))).size).toBe(1);
    const administrators = await users.database.query(`SELECT username, role, email_verified FROM account`);
    expect(administrators).toEqual([{ username: 'admin', role: 'ADMIN', email_verified: true }]);
    await Promise.all(others.map((other) => other.stop()));
    await users.stop();
  });
});
