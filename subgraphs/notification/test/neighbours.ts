import { parse, validate } from 'graphql';
import { CallerError } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { silentLogger } from '../../../platform/logger.js';
import { createSubgraphClient, type SubgraphClient } from '../../../platform/subgraph/client.js';
import { createSubgraph } from '../../../platform/subgraph/subgraph.js';
import type { SubgraphTransport } from '../../../platform/subgraph/transport.js';
import { countingIds } from '../../../platform/testing/ids.js';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';

/** An occurrence that the event subgraph's double knows. */
export interface FakeOccurrence {
  id: string;
  title: string;
  status: string;
  allDay: boolean;
  startsAt: Date;
  endsAt: Date;
  startsOn: string | null;
}

/** An event that it knows; `seenBy` null lets everybody see it. */
export interface FakeEvent {
  id: string;
  title: string;
  status: string;
  timeZone: string;
  calendarId: string;
  seenBy: string[] | null;
  occurrences: FakeOccurrence[];
}

/** Doubles of the subgraphs that are asked, behind the real contract: questions that it does not allow fail. */
export interface Neighbours {
  readonly client: SubgraphClient;
  readonly events: Map<string, FakeEvent>;
  readonly members: Map<string, { userId: string; role: string }[]>;
  readonly users: Map<string, { fullName: string; email: string; emailVerified: boolean; timeZone: string; locale: string; active: boolean }>;
  /** While true, the event subgraph can't be reached. */
  down: boolean;
  /** While true, the event subgraph answers with an error of its own. */
  broken: boolean;
}

export function createNeighbours(): Neighbours {
  const neighbours: Neighbours = {
    events: new Map(),
    members: new Map(),
    users: new Map(),
    down: false,
    broken: false,
    client: createSubgraphClient((name) => (name === 'event' ? (neighbours.down ? undefined : event) : user), countingIds()),
  };
  const event = eventDouble(neighbours);
  const user = userDouble(neighbours);
  return neighbours;
}

interface AskContext {
  readonly viewer: Viewer | null;
}

function eventDouble(neighbours: Neighbours): SubgraphTransport {
  const seen = (viewer: Viewer | null, found: FakeEvent | undefined): FakeEvent | null => {
    if (neighbours.broken) throw new Error('The double was told to fail.');
    if (!found || !viewer?.scopes.has('CALENDAR_READ')) return null;
    return found.seenBy === null || found.seenBy.includes(viewer.userId) ? found : null;
  };
  const calendarOf = (id: string): object => ({
    id,
    name: `Calendar ${id}`,
    timeZone: 'Europe/Berlin',
    members: { edges: (neighbours.members.get(id) ?? []).map(({ userId, role }) => ({ node: { role, user: { id: userId } } })) },
  });
  const page = (event: FakeEvent, { from, first, after }: { from: Date; first: number; after: string | null }): object => {
    const open = event.occurrences.filter((one) => one.endsAt > from && (after === null || one.id > after)).slice(0, first + 1);
    const edges = open.slice(0, first).map((node) => ({ node, cursor: node.id }));
    return { edges, pageInfo: { hasNextPage: open.length > first, hasPreviousPage: false, endCursor: edges.at(-1)?.cursor ?? null } };
  };
  return contractDouble('event', {
    DateTime: DateTimeScalar,
    Query: {
      event: (_root: unknown, { id }: { id: string }, { viewer }: AskContext) => {
        const found = seen(viewer, neighbours.events.get(id));
        return found && { ...found, calendar: calendarOf(found.calendarId) };
      },
      occurrence: (_root: unknown, { id }: { id: string }, { viewer }: AskContext) => {
        const owner = [...neighbours.events.values()].find((one) => one.occurrences.some((occurrence) => occurrence.id === id));
        const found = seen(viewer, owner);
        return found && { ...found.occurrences.find((one) => one.id === id), calendar: calendarOf(found.calendarId) };
      },
      calendar: (_root: unknown, { id }: { id: string }) => (neighbours.members.has(id) ? calendarOf(id) : null),
    },
    Event: { occurrences: (event: FakeEvent, args: { from: Date; first: number; after: string | null }) => page(event, args) },
    Calendar: { members: ({ members }: { members: unknown }) => members },
  });
}

function userDouble(neighbours: Neighbours): SubgraphTransport {
  return contractDouble('user', {
    DateTime: DateTimeScalar,
    Query: {
      user: (_root: unknown, { id }: { id: string }, { viewer }: AskContext) =>
        viewer?.userId === id && viewer.scopes.has('ACCOUNT') ? (neighbours.users.get(id) ?? null) : null,
    },
  });
}

/** A subgraph of the real contract with a few resolvers; refuses what the contract does not know. */
function contractDouble(name: string, resolvers: object): SubgraphTransport {
  const { schema, transport } = createSubgraph({
    name,
    resolvers,
    contextOf: ({ viewer }) => ({ viewer }),
    logger: silentLogger(),
  });
  return {
    ...transport,
    execute(request, identity) {
      const faults = validate(schema, parse(request.query));
      if (faults.length > 0) throw new CallerError('BAD_USER_INPUT', faults.map((fault) => fault.message).join('\n'));
      return transport.execute(request, identity);
    },
  };
}

/** A weekly event of so many times, an hour long each, that everybody sees. */
export function weekly(id: string, firstStart: Date, times: number, title = `Event ${id}`): FakeEvent {
  const week = 7 * 24 * 3_600_000;
  return {
    id,
    title,
    status: 'CONFIRMED',
    timeZone: 'Europe/Berlin',
    calendarId: 'c1',
    seenBy: null,
    occurrences: Array.from({ length: times }, (_, index) => ({
      id: `${id}_${String(index + 1).padStart(4, '0')}`,
      title,
      status: 'CONFIRMED',
      allDay: false,
      startsAt: new Date(firstStart.getTime() + index * week),
      endsAt: new Date(firstStart.getTime() + index * week + 3_600_000),
      startsOn: null,
    })),
  };
}
