import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger.js';
import { findPostgres } from './binaries.js';
import { claimDirectory, DataDirectoryInUse } from './claim.js';
import { makeDataDirectory, openClusterFiles, ROLE, type ClusterFiles } from './cluster-files.js';
import { findOrStartPostmaster, stopPostmaster, type Postmaster } from './postmaster.js';

export { DataDirectoryInUse } from './claim.js';

export interface EmbeddedPostgresOptions {
  /** Where its files are kept; made when missing. */
  readonly directory: string;
  /** Databases that exist afterwards. */
  readonly databases: readonly string[];
  readonly logger: Logger;
  /** False for tests: a crash of the machine may lose or break everything. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
}

export interface EmbeddedPostgres {
  /** The connection string of a database, password included: not for logs. */
  url(database: string): string;
  /** Whether a postmaster was found whose owner had been killed. */
  readonly adopted: boolean;
  /** Cuts off every client, stops the server, and resolves when it is gone and the directory is free. */
  stop(): Promise<void>;
}

/** The advisory lock that the owner holds in the database `postgres` for as long as it lives. */
const OWNER_LOCK = 7_303_014_921;

/**
 * Starts a real PostgreSQL on a free port of 127.0.0.1, or adopts the one that runs in the directory since its owner
 * was killed. Works as root too, in any folder.
 * @throws DataDirectoryInUse while another process owns the directory; StartRefused when it can't be started there.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  const durable = options.durable ?? true;
  makeDataDirectory(directory);
  const claim = await claimDirectory(directory);
  try {
    const binaries = findPostgres();
    const files = await openClusterFiles(directory, binaries, durable);
    const start = (): Promise<Postmaster> => findOrStartPostmaster(files, binaries, settings(durable, options.maxConnections ?? 300));
    const { postmaster, owner } = await startAndOwn(start, files, directory, options.logger);
    const url = (database: string): string => urlOfCluster(files, postmaster.port, database);
    await makeDatabases(owner, url('postgres'), options.databases);
    options.logger.debug({ port: postmaster.port, pid: postmaster.pid, adopted: postmaster.adopted }, 'PostgreSQL takes connections');
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await clientsGone(owner).catch(() => undefined);
      await owner.end().catch(() => undefined);
      await stopPostmaster(postmaster.pid, files.data, binaries);
      claim.release();
    };
    return { url, adopted: postmaster.adopted, stop: () => (stopped ??= stop()) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

function settings(durable: boolean, maxConnections: number): string[] {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${String(maxConnections)}`,
    'jit=off',
    'log_line_prefix=%m [%p] %d ',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0']),
  ];
}

/** The connection string of a database of the cluster, password included: not for logs. */
export function urlOfCluster(files: ClusterFiles, port: number, database: string): string {
  return `postgres://${ROLE}:${files.password}@127.0.0.1:${String(port)}/${database}`;
}

/** A postmaster that was found may be dying of the same blow as its owner: then another is started. */
async function startAndOwn(start: () => Promise<Postmaster>, files: ClusterFiles, directory: string, logger: Logger): Promise<{ postmaster: Postmaster; owner: pg.Client }> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const postmaster = await start();
    try {
      return { postmaster, owner: await own(urlOfCluster(files, postmaster.port, 'postgres'), directory, logger) };
    } catch (error) {
      if (error instanceof DataDirectoryInUse || !postmaster.adopted || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

/** Takes the owner's lock on a connection that stays open. A killed owner's lock is free as soon as the server notices. */
async function own(url: string, directory: string, logger: Logger): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'owner', keepAlive: true });
  await client.connect();
  client.on('error', (error) => { logger.error({ err: error }, 'the connection that owns the embedded PostgreSQL broke'); });
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [OWNER_LOCK]);
    if (rows[0]?.taken) return client;
    await delay(100);
  }
  await client.end();
  throw new DataDirectoryInUse(directory);
}

/** Pools that were just closed are given half a second to say goodbye, so that none reports a connection cut off. */
async function clientsGone(owner: pg.Client): Promise<void> {
  for (const deadline = Date.now() + 500; Date.now() < deadline; await delay(10)) {
    const { rows } = await owner.query(`SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`);
    if (rows.length === 0) return;
  }
}

/** All at once: each waits for the disk more than for the processor. */
async function makeDatabases(owner: pg.Client, url: string, databases: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ datname: string }>('SELECT datname FROM pg_database');
  const existing = new Set(rows.map((row) => row.datname));
  const make = async (database: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
    await client.end();
  };
  await Promise.all(databases.filter((name) => !existing.has(name)).map(make));
}
