import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded/postgres.js';
import { silentLogger } from '../logger.js';

/** The PostgreSQL that one test run has for itself. */
export interface TestCluster {
  /** Of the database `postgres`, as the cluster's superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

const PREFIX = 'convene-test-';
/** A folder younger than this (milliseconds) may belong to a run that is just starting. */
const BEING_STARTED = 60_000;

/** Starts a cluster without durability in a fresh temporary folder, which is gone after `stop()`. */
export async function startTestCluster(): Promise<TestCluster> {
  await sweepAbandoned();
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  const postgres = await startEmbeddedPostgres({ directory, databases: [], logger: silentLogger(), durable: false });
  return {
    url: postgres.url('postgres'),
    async stop() {
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Stops and removes what runs that were killed left behind; those of living runs are in use, and stay. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(directory).ctimeMs < BEING_STARTED) continue;
      const left = await startEmbeddedPostgres({ directory, databases: [], logger: silentLogger(), durable: false });
      await left.stop();
      rmSync(directory, { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}
