import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database, Sql } from '../../platform/database/database.js';
import { timeOrderedIds } from '../../platform/ids.js';
import { packageRoot } from '../../platform/package-root.js';
import { manualClock } from '../../platform/testing/clock.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/database.js';
import { securityEvent, type SecurityEvent } from '../../subgraphs/user/domain/security-event.js';
import { userMigrations } from '../../subgraphs/user/migrations/list.js';
import { createSeals } from '../../subgraphs/user/security/seals.js';
import { securityLogQueries } from '../../subgraphs/user/store/security-log.js';
import { faultLine, verifySecurityLogs } from '../audit.js';

const KEY = 'the key that signs the checkpoints';
const seals = createSeals(KEY);
const ADA = '00000000-0000-7000-8000-00000000000a';
const BOB = '00000000-0000-7000-8000-00000000000b';
const ROWS = 6;

/** Undoes a tampering once it was looked at. */
const CANCEL = new Error('cancelled');

describe('audit:verify', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase('user', userMigrations);
    const clock = manualClock();
    for (const [id, username] of [[ADA, 'ada'], [BOB, 'bob']] as const) {
      await test.database.query(
        `INSERT INTO account (id, username, username_key, full_name, email_verified, password_hash, role, active, time_zone, locale, created_at, version)
         VALUES ($1, $2, $2, $2, false, '', 'MEMBER', true, 'UTC', 'en', now(), 1)`,
        [id, username],
      );
      for (let n = 0; n < ROWS; n += 1) {
        clock.advance(1_000);
        const event = securityEvent(id, n === 0 ? 'REGISTERED' : 'LOGIN', clock.now(), { ipAddress: '192.0.2.1', userAgent: 'jest' });
        await test.database.transaction((tx) => securityLogQueries(tx, { ids: timeOrderedIds, seals }).logSecurity(event));
      }
    }
  });
  afterAll(() => test.drop());

  /** The faults found after this was done, as `kind name row`; all of it is undone. */
  async function faultsAfter(tamper: (tx: Sql) => Promise<unknown>, by = seals): Promise<string[]> {
    let found: string[] = [];
    const look = test.database.transaction(async (tx) => {
      await tamper(tx);
      // The isolation level is the outer transaction's business here.
      const inside = { transaction: (work: (sql: Sql) => Promise<unknown>) => work({ query: (sql, values) => (sql.startsWith('SET') ? Promise.resolve([]) : tx.query(sql, values)) }) };
      const { faults } = await verifySecurityLogs(inside as unknown as Database, by);
      found = faults.map(({ kind, username, position }) => `${kind} ${username ?? '?'} ${String(position)}`);
      throw CANCEL;
    });
    await look.catch((error: unknown) => {
      if (error !== CANCEL) throw error;
    });
    return found;
  }
  const sql = (statement: string) => (tx: Sql) => tx.query(statement.replaceAll('ADA', `'${ADA}'`).replaceAll('BOB', `'${BOB}'`));

  it('finds nothing where nothing was done', async () => {
    expect(await verifySecurityLogs(test.database, seals)).toEqual({ people: 2, rows: 2 * ROWS, faults: [] });
  });

  it.each([
    ['another kind', `UPDATE security_event SET kind = 'LOGOUT' WHERE account_id = ADA AND position = 3`],
    ['another address', `UPDATE security_event SET ip_address = '203.0.113.1' WHERE account_id = ADA AND position = 3`],
    ['no program', `UPDATE security_event SET user_agent = NULL WHERE account_id = ADA AND position = 3`],
    ['another time', `UPDATE security_event SET at = at - interval '1 minute' WHERE account_id = ADA AND position = 3`],
    ['another id', `UPDATE security_event SET id = gen_random_uuid() WHERE account_id = ADA AND position = 3`],
    ['another link', `UPDATE security_event SET previous_hash = hash WHERE account_id = ADA AND position = 3`],
    ['another hash', `UPDATE security_event SET hash = sha256('') WHERE account_id = ADA AND position = 3`],
  ])('names a row with %s', async (_what, statement) => {
    expect(await faultsAfter(sql(statement))).toEqual(['ALTERED ada 3']);
  });

  it('names an altered row though it and all that follow were given right hashes', async () => {
    const rewrite = async (tx: Sql): Promise<void> => {
      let previous: Buffer | null = null;
      for (let position = 3; position <= ROWS; position += 1) {
        const [row] = await tx.query<SecurityEvent & { previous: Buffer }>(
          `SELECT account_id AS "accountId", position, id, kind, at, ip_address AS "ipAddress", user_agent AS "userAgent", previous_hash AS previous
           FROM security_event WHERE account_id = $1 AND position = $2`,
          [ADA, position],
        );
        if (!row) throw new Error('There is no such row.');
        const kind = position === 3 ? 'LOGOUT' : row.kind;
        const link: Buffer = previous ?? row.previous;
        const hash = seals.hashOf({ ...row, kind }, link);
        await tx.query(`UPDATE security_event SET kind = $3, previous_hash = $4, hash = $5 WHERE account_id = $1 AND position = $2`, [ADA, position, kind, link, hash]);
        previous = hash;
      }
    };
    expect(await faultsAfter(rewrite)).toEqual([3, 4, 5, 6].map((position) => `ALTERED ada ${String(position)}`));
  });

  it('names rows that changed places', async () => {
    const swap = `UPDATE security_event SET position = CASE position WHEN 2 THEN 104 ELSE 102 END WHERE account_id = ADA AND position IN (2, 4)`;
    const back = `UPDATE security_event SET position = position - 100 WHERE account_id = ADA AND position > 100`;
    expect(await faultsAfter(async (tx) => [await sql(swap)(tx), await sql(back)(tx)])).toEqual(['MOVED ada 2', 'MOVED ada 4']);
  });

  it.each([
    ['the first', 'position = 1', [1]],
    ['one in the middle', 'position = 3', [3]],
    ['the last', 'position = 6', [6]],
    ['the last two', 'position > 4', [5, 6]],
    ['all', 'true', [1, 2, 3, 4, 5, 6]],
  ])('names rows that were removed: %s', async (_which, where, positions) => {
    const faults = await faultsAfter(sql(`DELETE FROM security_event WHERE account_id = ADA AND ${where}`));
    expect(faults).toEqual(positions.map((position) => `REMOVED ada ${String(position)}`));
  });

  it('names a removed row though those behind it were moved up, and a removed end though the log went on', async () => {
    const moveUp = async (tx: Sql): Promise<void> => {
      await sql(`DELETE FROM security_event WHERE account_id = ADA AND position = 4`)(tx);
      await sql(`UPDATE security_event SET position = position - 1 WHERE account_id = ADA AND position > 4`)(tx);
    };
    expect(await faultsAfter(moveUp)).toEqual(['MOVED ada 4', 'MOVED ada 5', 'REMOVED ada 6']);
    const goOn = async (tx: Sql): Promise<void> => {
      await sql(`DELETE FROM security_event WHERE account_id = ADA AND position = 6`)(tx);
      await securityLogQueries(tx, { ids: timeOrderedIds, seals }).logSecurity(securityEvent(ADA, 'LOGIN', new Date(), null));
    };
    expect(await faultsAfter(goOn)).toEqual(['REMOVED ada 6']);
  });

  it('names rows that were put in, and those given to somebody else', async () => {
    const add = `INSERT INTO security_event SELECT account_id, 7, gen_random_uuid(), kind, at, ip_address, user_agent, hash, sha256('x') FROM security_event WHERE account_id = ADA AND position = 6`;
    expect(await faultsAfter(sql(add))).toEqual(['ADDED ada 7']);
    const give = async (tx: Sql): Promise<void> => {
      await sql(`DELETE FROM security_event WHERE account_id = BOB AND position = 3`)(tx);
      await sql(`UPDATE security_event SET account_id = BOB WHERE account_id = ADA AND position = 3`)(tx);
    };
    expect(await faultsAfter(give)).toEqual(['REMOVED ada 3', 'ALTERED bob 3']);
  });

  it('names checkpoints that somebody without the key has made to fit', async () => {
    const forge = async (tx: Sql): Promise<void> => {
      const [row] = await tx.query<SecurityEvent & { previous: Buffer }>(
        `SELECT account_id AS "accountId", position, id, 'LOGOUT' AS kind, at, ip_address AS "ipAddress", user_agent AS "userAgent", previous_hash AS previous
         FROM security_event WHERE account_id = $1 AND position = 6`,
        [ADA],
      );
      if (!row) throw new Error('There is no such row.');
      const hash = seals.hashOf(row, row.previous);
      await tx.query(`UPDATE security_event SET kind = 'LOGOUT', hash = $2 WHERE account_id = $1 AND position = 6`, [ADA, hash]);
      await tx.query(`UPDATE audit.checkpoint SET hash = $2 WHERE account_id = $1 AND position = 6`, [ADA, hash]);
    };
    expect(await faultsAfter(forge)).toEqual(['CHECKPOINT ada 6']);
    const unsign = (tx: Sql) => tx.query(`UPDATE audit.checkpoint SET signature = NULL WHERE account_id = $1 AND position = 2`, [ADA]);
    expect(await faultsAfter(unsign)).toEqual(['CHECKPOINT ada 2']);
    expect(await faultsAfter(unsign, createSeals(null))).toEqual([]);
  });

  it('names an account of which nothing is left, save one that is older than the log', async () => {
    const wipe = (tx: Sql) => Promise.all(['security_event', 'audit.checkpoint'].map((table) => tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [ADA])));
    expect(await faultsAfter(wipe)).toEqual(['NO_LOG ada 0']);
    expect(await faultsAfter(async (tx) => [await wipe(tx), await tx.query(`INSERT INTO audit.older_account VALUES ($1)`, [ADA])])).toEqual([]);
    const removeAccount = (tx: Sql) => tx.query(`DELETE FROM account WHERE id = $1`, [ADA]);
    expect(await faultsAfter(removeAccount)).toEqual([]);
    expect(await faultsAfter(async (tx) => [await removeAccount(tx), await sql(`DELETE FROM security_event WHERE account_id = ADA AND position = 6`)(tx)])).toEqual(['REMOVED ? 6']);
  });

  it('as a command prints each fault with user and row, and its exit code tells', async () => {
    const command = async (env: Record<string, string>) => {
      const args = ['--import', 'tsx', join(packageRoot(), 'commands', 'run-audit.ts')];
      const child = spawn(process.execPath, args, { cwd: packageRoot(), env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      const [output, faults, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
      return { code, lines: `${output}${faults}`.trim().split('\n') };
    };
    const env = { USER_DATABASE_URL: test.url, AUDIT_KEY: KEY };
    expect(await command(env)).toEqual({ code: 0, lines: ['12 rows of 2 people: 0 faults.'] });
    await sql(`DELETE FROM security_event WHERE account_id = ADA AND position = 6`)(test.database);
    expect(await command(env)).toEqual({ code: 1, lines: [`REMOVED  user ${ADA} (ada), row 6: the row is gone`, '11 rows of 2 people: 1 fault.'] });
    const nowhere = await command({ USER_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([nowhere.code, nowhere.lines.at(-1)]).toEqual([2, expect.stringContaining('could not be verified')]);
  });

  it('says a fault in one line', () => {
    const fault = { accountId: ADA, username: null, position: 0, kind: 'NO_LOG', detail: 'nothing is left of it' } as const;
    expect(faultLine(fault)).toBe(`NO_LOG  user ${ADA} (no account any more), whole log: nothing is left of it`);
  });
});
