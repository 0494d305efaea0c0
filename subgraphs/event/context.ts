import type { ChangeLog } from '../../platform/change-log/change-log.js';
import type { StreamSource } from '../../platform/change-log/stream.js';
import type { Clock } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/database.js';
import { unauthenticated } from '../../platform/errors.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import type { Ids } from '../../platform/ids.js';
import { createLoader, type Loader } from '../../platform/subgraph/loaders.js';
import type { RequestIdentity } from '../../platform/subgraph/transport.js';
import type { SeenCalendar } from './domain/calendar.js';
import type { SeenEvent } from './domain/event.js';
import type { Accounts } from './usecases/create-calendar.js';
import type { Actor, InWork } from './usecases/ports.js';
import type { Reads } from './usecases/reads.js';
import type { Tokens } from './usecases/tokens.js';

/** What the whole subgraph stands on; made once, by main.ts. */
export interface EventServices {
  readonly reads: Reads;
  readonly inWork: InWork;
  readonly log: ChangeLog<Transaction>;
  readonly source: StreamSource;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: Tokens;
  /** What links begin with, without a slash at the end. */
  readonly publicUrl: string;
  /** Turns an occurrence's id into one that tells this viewer nothing. */
  readonly busyIdOf: (viewer: string | null, occurrenceId: string) => string;
}

/** What resolvers share within one request. */
export interface EventContext {
  readonly services: EventServices;
  /** Whose eyes reads go by: null for nobody, and for a script's token that may not read calendars. */
  readonly reader: string | null;
  readonly viewer: Viewer | null;
  readonly calendars: Loader<string, SeenCalendar>;
  readonly events: Loader<string, SeenEvent>;
  /** The reader's own zone; null for nobody, and when it can't be asked for. */
  readerZone(): Promise<string | null>;
  /** The same of their language, BCP 47. */
  readerLocale(): Promise<string | null>;
}

/** The context of one request. */
export function createContext(services: EventServices, { viewer }: RequestIdentity): EventContext {
  const reader = viewer?.scopes.has('CALENDAR_READ') === true ? viewer.userId : null;
  const { reads, accounts } = services;
  let zone: Promise<string | null> | undefined;
  return {
    services,
    viewer,
    reader,
    calendars: createLoader((ids) => reads.calendarsById(reader, ids.filter(isId)), (calendar) => calendar.id),
    events: createLoader((ids) => reads.eventsById(reader, ids.filter(isId)), (event) => event.id),
    readerZone: () => (zone ??= reader === null ? Promise.resolve(null) : accounts.timeZoneOf(reader)),
    readerLocale: async () => (reader === null ? null : accounts.localeOf(reader)),
  };
}

/** PostgreSQL takes no NUL in a text, and no id of ours is long. */
const isId = (id: string): boolean => /^[\x20-\x7e]{1,100}$/.test(id);

/** Who acts. The schema's directives have let nobody through who is not signed in. */
export function actorOf({ viewer }: EventContext): Actor {
  if (!viewer) throw unauthenticated();
  return { userId: viewer.userId, role: viewer.role };
}
