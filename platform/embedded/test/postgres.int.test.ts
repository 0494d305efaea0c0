import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { silentLogger } from '../../logger.js';
import { DataDirectoryInUse, startEmbeddedPostgres, type EmbeddedPostgres } from '../postgres.js';

let directory: string;
let ours: EmbeddedPostgres | undefined;
beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'convene-embedded-')); });
afterEach(async () => {
  await ours?.stop();
  ours = undefined;
  // What a killed owner left running is adopted, and stopped.
  if (existsSync(join(directory, 'pg18', 'postmaster.pid'))) await (await start()).stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  ours = await startEmbeddedPostgres({ directory, databases: ['things'], logger: silentLogger() });
  return ours;
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next, its password to its owner', async () => {
    const first = await start();
    await run(first.url('things'), "CREATE TABLE note (said text); INSERT INTO note VALUES ('still here')");
    await first.stop();

    const second = await start();
    expect(await run(second.url('things'), 'SELECT said FROM note')).toEqual([{ said: 'still here' }]);
    expect(second.adopted).toBe(false);
    expect(statSync(join(directory, 'postgres.password')).mode & 0o777).toBe(0o600);
    await second.stop();
  });

  it('refuses a directory that this process or another one owns', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(DataDirectoryInUse);
    const other = spawnOwner();
    expect(await other.said).toMatchObject({ refused: 'DataDirectoryInUse', message: expect.stringContaining(`process ${String(process.pid)}`) });
    await other.gone;
    await first.stop();
  });

  it('is adopted, with all that was committed, once its owner was killed', async () => {
    const owner = spawnOwner();
    const { url } = await owner.said;
    await run(String(url), "CREATE TABLE note (said text); INSERT INTO note VALUES ('acknowledged')");
    owner.process.kill('SIGKILL');
    await owner.gone;

    const heir = await start();
    expect(heir.adopted).toBe(true);
    expect(heir.url('things')).toBe(url);
    expect(await run(heir.url('things'), 'SELECT said FROM note')).toEqual([{ said: 'acknowledged' }]);
    await heir.stop();
  });

  it('recovers when the server was killed with its owner', async () => {
    const owner = spawnOwner();
    const { url } = await owner.said;
    await run(String(url), "CREATE TABLE note (said text); INSERT INTO note VALUES ('acknowledged')");
    process.kill(postmasterPid(), 'SIGKILL');
    owner.process.kill('SIGKILL');
    await owner.gone;

    const heir = await start();
    expect(heir.adopted).toBe(false);
    expect(await run(heir.url('things'), 'SELECT said FROM note')).toEqual([{ said: 'acknowledged' }]);
    await heir.stop();
  });

  it('has one owner when two processes start in a new directory at once', async () => {
    const both = [spawnOwner(), spawnOwner()];
    const said = await Promise.all(both.map((each) => each.said));
    expect(said.filter((each) => each.refused === 'DataDirectoryInUse')).toHaveLength(1);
    expect(said.filter((each) => each.url)).toHaveLength(1);
    for (const each of both) each.process.kill('SIGKILL');
    await Promise.all(both.map((each) => each.gone));
  });

  it('starts over a pid file whose number now belongs to another program', async () => {
    const first = await start();
    const pidFile = readFileSync(join(directory, 'pg18', 'postmaster.pid'), 'utf8');
    await first.stop();
    writeFileSync(join(directory, 'pg18', 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));

    const second = await start();
    expect(second.adopted).toBe(false);
    await second.stop();
  });
});

interface Said { url?: string; adopted?: boolean; refused?: string; message?: string }

function spawnOwner(): { process: ChildProcess; said: Promise<Said>; gone: Promise<unknown> } {
  const program = fileURLToPath(new URL('owner.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const said = once(child.stdout, 'data').then(([line]) => JSON.parse(String(line)) as Said);
  return { process: child, said, gone };
}

function postmasterPid(): number {
  return Number(readFileSync(join(directory, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function run(url: string, statements: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query(statements);
  await client.end();
  return result.rows ?? [];
}
