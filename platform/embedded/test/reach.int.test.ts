import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { silentLogger } from '../../logger.js';
import { startEmbeddedPostgres } from '../postgres.js';
import { reachEmbeddedPostgres } from '../reach.js';

const logger = silentLogger();
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'convene-reach-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 AS one');
  await client.end();
  return rows.length === 1;
}

describe('a command that wants the embedded PostgreSQL', () => {
  it('is told where nothing was installed, and installs nothing', async () => {
    await expect(reachEmbeddedPostgres({ directory, logger })).rejects.toThrow(/There is no installation in/);
  });

  it('joins the one that runs, and leaves it running', async () => {
    const running = await startEmbeddedPostgres({ directory, databases: ['user'], logger, durable: false });
    const reached = await reachEmbeddedPostgres({ directory, logger });
    expect(reached.url('user')).toBe(running.url('user'));
    await reached.stop();
    expect(await answers(running.url('user'))).toBe(true);
    await running.stop();
  });

  it('starts it where none runs, and stops it again', async () => {
    const reached = await reachEmbeddedPostgres({ directory, logger });
    const url = reached.url('user');
    expect(await answers(url)).toBe(true);
    await reached.stop();
    await expect(answers(url)).rejects.toThrow();
  });
});
