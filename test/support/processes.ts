import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { PARTS, SUBGRAPHS, type Part, type SubgraphName } from '../../parts.js';
import { freePort } from '../../platform/free-port.js';
import { packageRoot } from '../../platform/package-root.js';
import { until } from '../../platform/testing/until.js';
import { createSubgraphDatabases } from './databases.js';

/** One part that runs as a process of its own. */
export interface PartProcess {
  readonly part: Part;
  /** Where it listens, such as `http://127.0.0.1:12345`. */
  readonly url: string;
  readonly process: ChildProcess;
  /** What it wrote so far, on both outputs. */
  output(): string;
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Whether `/readyz` says so. */
  isReady(): Promise<boolean>;
}

/** Everything in processes of their own, on one Redis and one PostgreSQL. */
export interface Processes {
  /** Those that were started last, in each place, of all parts or of one. */
  all(part?: Part): readonly PartProcess[];
  /** Where the first gateway is, and where each is. */
  readonly url: string;
  readonly urls: readonly string[];
  /** Starts another in the place of one that has ended, or is about to: same settings, same port. Resolves when it is ready. */
  replace(ended: PartProcess): Promise<PartProcess>;
  /** What all of them, those that were replaced too, logged as warnings or worse. */
  warnings(): readonly string[];
  /** SIGKILL to all that still run. */
  stop(): Promise<void>;
}

/** How many, and on what. */
export interface ProcessesOptions {
  readonly redisUrl: string;
  /** Without it mail is not sent. */
  readonly smtpUrl?: string;
  /** Of each part. */
  readonly copies?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of fresh ones: databases that exist. */
  readonly databases?: Readonly<Record<SubgraphName, string>>;
  /** Puts something between a subgraph and those who ask it: gets where it listens, says where to ask. */
  readonly between?: (subgraph: SubgraphName, url: string) => Promise<string> | string;
}

/** Milliseconds that all of them may take to start at once, on a busy machine. */
const START_LIMIT = 60_000;

/** Starts `dist/service.js` for each part, over fresh databases; resolves once every gateway is ready. Built by `buildOnce`. */
export async function startProcesses(options: ProcessesOptions): Promise<Processes> {
  const databases = options.databases ?? (await createSubgraphDatabases());
  const places = await Promise.all(PARTS.flatMap((part) => Array.from({ length: options.copies ?? 1 }, async () => ({ part, port: await freePort() }))));
  const urls: Record<string, string> = {};
  for (const name of SUBGRAPHS) {
    const listening = places.filter(({ part }) => part === name).map(({ port }) => `http://127.0.0.1:${String(port)}/graphql`);
    const asked: string[] = [];
    for (const url of listening) asked.push((await options.between?.(name, url)) ?? url);
    urls[`${name.toUpperCase()}_URL`] = asked.join(',');
    urls[`${name.toUpperCase()}_DATABASE_URL`] = databases[name];
  }
  const shared = {
    REDIS_URL: options.redisUrl,
    ...(options.smtpUrl === undefined ? {} : { SMTP_URL: options.smtpUrl }),
    GATEWAY_SECRET: 'the parts of one test know each other by this',
    AUDIT_KEY: 'a key for checkpoints of the security log',
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    AUTH_RATE_LIMIT: '1000000',
    ...urls,
    ...options.env,
  };
  const ever: PartProcess[] = [];
  const start = ({ part, port }: (typeof places)[number]): PartProcess => {
    const started = startPart(part, port, shared);
    ever.push(started);
    return started;
  };
  const running = places.map(start);
  const place = (of: PartProcess): number => running.indexOf(of);
  const processes: Processes = {
    all: (part) => running.filter((each) => part === undefined || each.part === part),
    get url() {
      return this.urls[0] ?? '';
    },
    get urls() {
      return this.all('gateway').map(({ url }) => url);
    },
    async replace(ended) {
      const index = place(ended);
      await ended.exited;
      const next = start(places[index] as (typeof places)[number]);
      running[index] = next;
      await untilReady(next);
      return next;
    },
    warnings: () => ever.flatMap(({ part, url, output }) => output().split('\n').filter(isWarning).map((line) => `${part} ${url}: ${line}`)),
    async stop() {
      for (const each of running) each.process.kill('SIGKILL');
      await Promise.all(running.map(({ exited }) => exited));
    },
  };
  try {
    await Promise.all(running.map(untilReady));
  } catch (error) {
    await processes.stop();
    throw error;
  }
  return processes;
}

function startPart(part: Part, port: number, env: Readonly<Record<string, string>>): PartProcess {
  const listen = part === 'gateway' ? { PORT: String(port) } : { LISTEN: `127.0.0.1:${String(port)}` };
  const child = spawn(process.execPath, ['--enable-source-maps', join(packageRoot(), 'dist', 'service.js'), part], {
    env: { PATH: '/nonexistent', HOME: process.env['HOME'], ...env, ...listen },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    part,
    url,
    process: child,
    output: () => output,
    exited: new Promise((resolve) => child.once('close', resolve)),
    isReady: () => fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false),
  };
}

/** @throws with its output when it ends instead. */
async function untilReady({ part, process: child, output, isReady }: PartProcess): Promise<void> {
  const ask = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${part} ended:\n${output()}`);
    return output().includes('listens at') && (await isReady());
  };
  await until(`${part} is ready`, ask, START_LIMIT).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${output()}`, { cause: error });
  });
}

/** Whether a line of a log says `warn`, or worse, by pino's levels. */
const isWarning = (line: string): boolean => /"level":(?:[4-6]0|"(?:warn|error|fatal)")/.test(line);
