import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../platform/embedded/postgres.js';
import { freePort } from '../../platform/free-port.js';
import { silentLogger } from '../../platform/logger.js';
import { packageRoot } from '../../platform/package-root.js';
import { until } from '../../platform/testing/until.js';

/** The command beneath `npm start`, run as its own process and process group. */
export interface Instance {
  readonly process: ChildProcess;
  readonly url: string;
  /** What it wrote so far, on both outputs. */
  output(): string;
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Resolves once it says that it is ready. @throws with its output when it ends instead. */
  ready(): Promise<this>;
  /** SIGKILL to everything in its process group. */
  killGroup(): void;
}

/** Folders and processes of one test file, all gone after `cleanUp()`. */
export interface Workshop {
  readonly dataDir: string;
  start(env?: Record<string, string>): Promise<Instance>;
  /** The number of the PostgreSQL that works in the data directory; null when there is none. */
  postmaster(): number | null;
  cleanUp(): Promise<void>;
}

/** Builds what is stale, as it is shipped: what jest says of the environment would build React for development. */
export function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: packageRoot(), env: { ...process.env, NODE_ENV: 'production' } });
}

/** A fresh data directory to start in. */
export function createWorkshop(): Workshop {
  const dataDir = mkdtempSync(join(tmpdir(), 'convene-start-'));
  const started: Instance[] = [];
  const pidFile = join(dataDir, 'pg18', 'postmaster.pid');
  return {
    dataDir,
    async start(env = {}) {
      const port = env['PORT'] ?? String(await freePort());
      const instance = startInstance({ DEMO: '0', AUTH_RATE_LIMIT: '1000', ...env, PORT: port, DATA_DIR: dataDir });
      started.push(instance);
      return instance;
    },
    postmaster: () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : null),
    async cleanUp() {
      for (const { process: child, exited } of started) {
        child.kill('SIGKILL');
        await exited;
      }
      if (existsSync(pidFile)) await (await startEmbeddedPostgres({ directory: dataDir, databases: [], logger: silentLogger() })).stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function startInstance(env: Record<string, string>): Instance {
  const child = spawn(process.execPath, ['--enable-source-maps', join(packageRoot(), 'dist', 'start.js')], {
    // Nothing is found on this PATH: all that is needed came with the packages.
    env: { PATH: '/nonexistent', HOME: process.env['HOME'], ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let ended = false;
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ended = true;
      resolve(code);
    });
  });
  return {
    process: child,
    url: `http://localhost:${env['PORT'] ?? ''}`,
    output: () => output,
    exited,
    async ready() {
      await until(
        'Convene is ready',
        () => {
          if (ended) throw new Error(`Convene ended:\n${output}`);
          return output.includes('Convene is ready');
        },
        50_000,
      );
      return this;
    },
    killGroup() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    },
  };
}
