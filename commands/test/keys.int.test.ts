import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { timeOrderedIds } from '../../platform/ids.js';
import { manualClock } from '../../platform/testing/clock.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/database.js';
import { userMigrations } from '../../subgraphs/user/migrations/list.js';
import { makeSigningKey } from '../../subgraphs/user/security/access-tokens.js';
import { ensureSigningKey, forgetSigningKeys, readSigningKeys } from '../../subgraphs/user/store/signing-keys.js';
import { runKeys } from '../keys.js';

const clock = manualClock();
let test: TestDatabase;
const opened: TestDatabase[] = [];
beforeEach(async () => {
  test = await createTestDatabase('user', userMigrations);
  opened.push(test);
  await ensureSigningKey(test.database, () => makeSigningKey('first', clock.now()));
  clock.advance(3_600_000);
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

const run = (...words: string[]) => runKeys({ database: test.database, clock, ids: timeOrderedIds }, words);
const kids = async () => (await readSigningKeys(test.database)).map(({ kid }) => kid);

describe('keys:rotate', () => {
  it('adds a key that signs a minute later; the older one goes once all that it signed has expired', async () => {
    const { ok, lines } = await run('rotate');
    const [second = '', first] = await kids();
    expect([ok, first]).toEqual([true, 'first']);
    expect(lines.slice(1)).toEqual([expect.stringMatching(`${second} .*verifies$`), expect.stringMatching(/first .*signs$/)]);
    clock.advance(60_000);
    expect((await run('list')).lines).toEqual([expect.stringMatching(`${second} .*signs$`), expect.stringMatching(/first .*verifies$/)]);
    clock.advance(719_999);
    await forgetSigningKeys(test.database, clock.now());
    expect(await kids()).toEqual([second, 'first']);
    clock.advance(1);
    await forgetSigningKeys(test.database, clock.now());
    expect(await kids()).toEqual([second]);
  });
});

describe('keys:remove', () => {
  it('takes one away at once', async () => {
    await run('rotate');
    const { ok, lines } = await run('remove', 'first');
    expect([ok, lines[0]]).toEqual([true, expect.stringContaining('Removed the key first')]);
    expect(await kids()).toHaveLength(1);
  });

  it('never leaves none: another signs in the place of the last one', async () => {
    const { lines } = await run('remove', 'first');
    const [successor = ''] = await kids();
    expect(successor).not.toBe('first');
    expect(lines.at(-1)).toMatch(`${successor} `);
    expect(lines.at(-1)).toMatch(/signs$/);
  });

  it('does nothing about a key that is not there, and says which are', async () => {
    expect(await run('remove', 'nonsense')).toEqual({ ok: false, lines: ['There is no key nonsense.', expect.stringContaining('first')] });
    expect((await run('remove')).ok).toBe(false);
    expect((await run('explode')).ok).toBe(false);
    expect(await kids()).toEqual(['first']);
  });
});
