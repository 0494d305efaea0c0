import { isIP } from 'node:net';
import { z } from 'zod';
import { readGatewayConfig, type GatewayConfig } from './gateway/config.js';
import { DEFINITIONS, subgraphOf, type Part, type StartSubgraph, type SubgraphName } from './parts.js';
import { ConfigError, readAll, readConfig, type ConfigFault, type Env } from './platform/config.js';
import { deriveIdentityKeys, LEAST_SECRET, readKeyRing, type IdentityKeys } from './platform/identity/keys.js';
import { START_PATIENCE } from './platform/start-patience.js';
import { readTelemetryConfig, type TelemetryConfig } from './platform/telemetry/config.js';

/** Settings of a process that runs one part, whichever it is. */
export interface SharedConfig {
  readonly logLevel: string;
  readonly redisUrl: string;
  /** Null: mail is not sent, and marked so. */
  readonly smtpUrl: string | null;
  /** Whom mails come from. */
  readonly mailFrom: string;
  /** By which parts know each other. */
  readonly keys: IdentityKeys;
  /** False: the schema is left to `npm run migrate`. */
  readonly migrate: boolean;
  /** Where each subgraph is reached, such as `http://127.0.0.1:4001`. */
  readonly origins: Readonly<Record<SubgraphName, readonly string[]>>;
  /** Milliseconds that a stop leaves load balancers to notice, and that it waits for requests in flight. */
  readonly drain: { readonly delay: number; readonly timeout: number };
  /** Milliseconds that a start waits for the database and for Redis, each. */
  readonly patience: number;
}

/** Where a process listens. */
export interface ListenConfig {
  readonly host: string;
  readonly port: number;
}

/** Every setting of a process that runs one part. */
export interface PartConfig {
  readonly shared: SharedConfig;
  readonly telemetry: TelemetryConfig;
  /** The gateway, which listens where its own settings say; or how to start the subgraph. */
  readonly own: { readonly gateway: GatewayConfig } | { readonly start: StartSubgraph; readonly listen: ListenConfig };
}

/** Ports of the subgraphs, and of the worker's health. */
const PORTS = { user: 4001, event: 4002, booking: 4003, notification: 4004, worker: 4005 } as const;
const DRAIN_DELAY = 500;
const DRAIN_TIMEOUT = 8_000;

/** One address or several, with commas between them. */
const listOf = (text: string): string[] => text.split(',').map((each) => each.trim());

const isSubgraphUrl = (text: string): boolean => URL.canParse(text) && /^https?:.*\/graphql$/.test(text) && new URL(text).pathname === '/graphql';

const originsOf = (name: SubgraphName) =>
  z
    .string()
    .default(`http://127.0.0.1:${String(PORTS[name])}/graphql`)
    .transform(listOf)
    .refine((urls) => urls.every(isSubgraphUrl), 'must be http addresses that end in /graphql, with commas between them')
    .transform((urls) => urls.map((url) => new URL(url).origin));

const milliseconds = (otherwise: number) => z.coerce.number('is not a number').int('is not a whole number').min(0, 'is below 0').default(otherwise);

const settings = z.object({
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  REDIS_URL: z.string('must be given, such as redis://127.0.0.1:6379').regex(/^rediss?:\/\//, 'must be a redis:// address'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// address').optional(),
  MAIL_FROM: z.string().regex(/^[^\r\n]*@[^\r\n]+$/, 'must be an address, such as Convene <convene@example.org>').default('Convene <convene@localhost>'),
  MIGRATE: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
  USER_URL: originsOf('user'),
  EVENT_URL: originsOf('event'),
  BOOKING_URL: originsOf('booking'),
  NOTIFICATION_URL: originsOf('notification'),
  DRAIN_DELAY_MS: milliseconds(DRAIN_DELAY),
  DRAIN_TIMEOUT_MS: milliseconds(DRAIN_TIMEOUT),
  START_TIMEOUT_MS: milliseconds(START_PATIENCE),
});

/**
 * The settings of the process that runs this part.
 * @throws ConfigError naming the faults of all of them.
 */
export function readPartConfig(part: Part, env: Env): PartConfig {
  return readAll<{ [Name in keyof PartConfig]: PartConfig[Name] } & { keys: null }>({
    shared: () => readShared(env),
    telemetry: () => readTelemetryConfig({ OTEL_SERVICE_NAME: `convene-${part}`, ...env }),
    own: () => (part === 'gateway' ? { gateway: readGateway(env) } : readSubgraph(part, env)),
    keys: () => (part === 'user' ? requireKeys(env) : null),
  });
}

function readShared(env: Env): SharedConfig {
  const { read, keys } = readAll<{ read: z.output<typeof settings>; keys: IdentityKeys }>({ read: () => readConfig(settings, env), keys: () => readKeys(env) });
  return {
    logLevel: read.LOG_LEVEL,
    redisUrl: read.REDIS_URL,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM,
    keys,
    migrate: read.MIGRATE === '1',
    origins: { user: read.USER_URL, event: read.EVENT_URL, booking: read.BOOKING_URL, notification: read.NOTIFICATION_URL },
    drain: { delay: read.DRAIN_DELAY_MS, timeout: read.DRAIN_TIMEOUT_MS },
    patience: read.START_TIMEOUT_MS,
  };
}

const secrets = z.object({
  GATEWAY_SECRET: z
    .string(`must be given: ${String(LEAST_SECRET)} characters or more, the same for every part`)
    .transform(listOf)
    .refine((all) => all.every(({ length }) => length >= LEAST_SECRET), `must have ${String(LEAST_SECRET)} characters or more`),
});

/** `GATEWAY_SECRET`, or several with commas between them. @throws ConfigError when there is none, or one is too short. */
export const readSecrets = (env: Env): readonly string[] => readConfig(secrets, env).GATEWAY_SECRET;

/** A part that was given its own keys needs no secret from which all could be derived. */
function readKeys(env: Env): IdentityKeys {
  const ring = env['IDENTITY_KEYS'] ?? '';
  if (ring === '') return deriveIdentityKeys(readSecrets(env));
  const keys = readKeyRing(ring);
  if (!keys) throw fault('IDENTITY_KEYS', 'must be a line of npm run identity:keys');
  return keys;
}

const readGateway = (env: Env): GatewayConfig => {
  const config = readGatewayConfig(env);
  return (env['DRAIN_DELAY_MS'] ?? '') === '' ? { ...config, drain: { ...config.drain, delay: DRAIN_DELAY } } : config;
};

function readSubgraph(part: Exclude<Part, 'gateway'>, env: Env): { start: StartSubgraph; listen: ListenConfig } {
  const { prepare } = DEFINITIONS[subgraphOf(part)];
  return readAll<{ start: StartSubgraph; listen: ListenConfig }>({
    start: () => prepare(env, { worker: part === 'worker' }),
    listen: () => readListen(part, env),
  });
}

/** `LISTEN` (host:port), else where the part's own address says. */
function readListen(part: Exclude<Part, 'gateway'>, env: Env): ListenConfig {
  const given = env['LISTEN'] ?? '';
  if (given !== '') {
    const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d{1,5})$/.exec(given) ?? [];
    if (port === undefined || Number(port) > 65_535) throw fault('LISTEN', 'must be a host and a port, such as 0.0.0.0:4001');
    return { host: bare(host), port: Number(port) };
  }
  if (part === 'worker') return { host: '127.0.0.1', port: PORTS.worker };
  const setting = `${part.toUpperCase()}_URL`;
  const urls = listOf(env[setting] ?? '').filter(isSubgraphUrl);
  if (urls.length > 1) throw fault('LISTEN', `must say which of the addresses in ${setting} is this one, such as 0.0.0.0:${String(PORTS[part])}`);
  const { hostname, port, protocol } = new URL(urls[0] ?? `http://127.0.0.1:${String(PORTS[part])}`);
  return { host: bare(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}

/** An address of IPv6 without its brackets. */
function bare(host: string): string {
  const inner = host.replace(/^\[|\]$/g, '');
  return isIP(inner) === 6 ? inner : host;
}

/** Keys that one process makes for itself, and that several have to be given. */
function requireKeys(env: Env): null {
  const wanted = { AUDIT_KEY: 'it signs checkpoints of the security log', SECRETS_KEY: 'it seals second factors' };
  const faults = Object.entries(wanted).flatMap(([setting, purpose]): ConfigFault[] =>
    (env[setting] ?? '') === '' ? [{ setting, message: `must be given: ${purpose}` }] : [],
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return null;
}

const fault = (setting: string, message: string): ConfigError => new ConfigError([{ setting, message }]);
