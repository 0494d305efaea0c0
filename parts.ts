import type { Env } from './platform/config.js';
import type { Migration } from './platform/database/migrate.js';
import type { SessionSource } from './platform/identity/sessions.js';
import type { Callers } from './platform/identity/verify.js';
import type { SubgraphEnvironment } from './platform/subgraph/environment.js';
import type { RunningSubgraph } from './platform/subgraph/transport.js';
import { readBookingConfig } from './subgraphs/booking/config.js';
import { readEventConfig } from './subgraphs/event/config.js';
import { readNotificationConfig } from './subgraphs/notification/config.js';
import { readUserConfig } from './subgraphs/user/config.js';

/** The subgraphs, each with a database of its own. */
export const SUBGRAPHS = ['user', 'event', 'booking', 'notification'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** The setting that holds the address of its database. */
export const databaseSetting = (name: SubgraphName): string => `${name.toUpperCase()}_DATABASE_URL`;

/** What may run in a process of its own: a subgraph, what works in the background of notification, or the gateway. */
export const PARTS = [...SUBGRAPHS, 'worker', 'gateway'] as const;
export type Part = (typeof PARTS)[number];

/** Whose code a process runs: the worker is the other half of notification. */
export const subgraphOf = (part: Exclude<Part, 'gateway'>): SubgraphName => (part === 'worker' ? 'notification' : part);

/** A subgraph that runs, with the sessions where it holds them. */
export interface StartedSubgraph extends RunningSubgraph {
  readonly sessions?: SessionSource | undefined;
}

/** Starts a subgraph whose settings were read; its code is loaded then, unless it was before. */
export type StartSubgraph = (environment: SubgraphEnvironment) => Promise<StartedSubgraph>;

/** Who works in the background of notification: the process itself, or one of its own. */
export interface Halves {
  readonly worker: boolean;
}

/** A subgraph as whoever composes processes knows it. */
interface SubgraphDefinition {
  /** Who may ask it, and in which scopes. */
  readonly callers: Callers;
  /** What plain paths that it answers begin with. */
  readonly ownPaths: readonly string[];
  /** Every migration of its database, in order. */
  migrations(): Promise<readonly Migration[]>;
  /** @throws ConfigError naming every fault of its settings. */
  prepare(env: Env, halves: Halves): StartSubgraph;
}

const CODE = {
  user: () => import('./subgraphs/user/main.js'),
  event: () => import('./subgraphs/event/main.js'),
  booking: () => import('./subgraphs/booking/main.js'),
  notification: () => import('./subgraphs/notification/main.js'),
};

/** Loads a subgraph's code ahead of its start. */
export async function loadSubgraph(name: SubgraphName): Promise<void> {
  await CODE[name]();
}

const GATEWAY = { gateway: 'everything' } as const;

/** All subgraphs. What a subgraph asks of another is in the other's `callers`. */
export const DEFINITIONS: Readonly<Record<SubgraphName, SubgraphDefinition>> = {
  user: {
    callers: { ...GATEWAY, event: ['ACCOUNT'], notification: ['ACCOUNT'] },
    ownPaths: [],
    migrations: async () => (await import('./subgraphs/user/migrations/list.js')).userMigrations,
    prepare(env) {
      const config = readUserConfig(env);
      return async (environment) => (await CODE.user()).startUserSubgraph(environment, config);
    },
  },
  event: {
    callers: { ...GATEWAY, booking: ['CALENDAR_READ'], notification: ['CALENDAR_READ'] },
    ownPaths: ['/calendars/'],
    migrations: async () => (await import('./subgraphs/event/migrations/list.js')).migrations,
    prepare(env) {
      const config = readEventConfig(env);
      return async (environment) => (await CODE.event()).startEventSubgraph(environment, config);
    },
  },
  booking: {
    callers: GATEWAY,
    ownPaths: [],
    migrations: async () => (await import('./subgraphs/booking/migrations/list.js')).bookingMigrations,
    prepare(env) {
      const config = readBookingConfig(env);
      return async (environment) => (await CODE.booking()).startBookingSubgraph(environment, config);
    },
  },
  notification: {
    callers: GATEWAY,
    ownPaths: [],
    migrations: async () => (await import('./subgraphs/notification/migrations/list.js')).notificationMigrations,
    prepare(env, halves) {
      const config = readNotificationConfig(env);
      return async (environment) => (await CODE.notification()).startNotificationSubgraph(environment, config, halves);
    },
  },
};
