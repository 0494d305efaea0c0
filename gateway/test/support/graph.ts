import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { CallerError, forbidden, notFound } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { pullIterator } from '../../../platform/iteration.js';
import { silentLogger } from '../../../platform/logger.js';
import { createSubgraph } from '../../../platform/subgraph/subgraph.js';
import { ConnectionFailed, type PassedResponse, type RequestIdentity, type RunningSubgraph, type SubgraphTransport } from '../../../platform/subgraph/transport.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@cost", "@listSize"])`;

const viewer = `${link}
  type Query { me: User }
  type User @key(fields: "id") { id: ID! }`;

const user = `${link}
  type Query { user(id: ID!): User @authenticated }
  type User @key(fields: "id") { id: ID! fullName: String email: String strict: Badge }
  type Badge { label: String! }`;

const event = `${link}
  type Query {
    event(id: ID!): Event
    events(first: Int! = 10): [Event!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    things: [Thing!]
    nodes: [Node!]
    secrets: String @requiresScopes(scopes: [["ADMIN"]])
    wait(milliseconds: Int!): Int
    broken: String
    refused: String
    moved(at: Point!): Int
  }
  type Mutation {
    renameEvent(id: ID!, title: String!): Event
    createEvent(title: String!): Event @requiresScopes(scopes: [["CALENDAR_WRITE"]])
  }
  type Subscription {
    calendarChanged(calendarId: ID!): CalendarChange! @authenticated
    ticks: Int!
  }
  input Point { x: Int! y: Int! = 2 }
  interface Node { id: ID! }
  union Thing = Event | Calendar
  type CalendarChange { cursor: String! kind: String! event: Event }
  type Calendar implements Node @key(fields: "id") { id: ID! name: String! }
  type Event implements Node @key(fields: "id") { id: ID! title: String! organizer: User secret: String }
  type User @key(fields: "id", resolvable: false) { id: ID! }`;

const booking = `${link}
  type Query { bookings: [Booking!] @authenticated }
  type Mutation { book(eventId: ID!): BookingResult @requiresScopes(scopes: [["BOOKING_WRITE"], ["ADMIN"]]) }
  union BookingResult = Booking | BookingRefused
  type BookingRefused { reason: String! }
  type Booking @key(fields: "id") { id: ID! status: String! event: Event user: User }
  type Event @key(fields: "id") { id: ID! myBookings: [Booking!] seats: Int! }
  type User @key(fields: "id", resolvable: false) { id: ID! }`;

const SDL = { viewer, user, event, booking };

/** The supergraph of the small graph that the gateway's own tests use. */
export function testSupergraph(): string {
  const services = Object.entries(SDL).map(([name, sdl]) => ({ name, url: '', typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map((error) => error.message).join('\n'));
  return supergraphSdl;
}

/** One request that a subgraph got. */
export interface SeenRequest extends RequestIdentity {
  readonly subgraph: string;
  readonly query: string;
}

/** The small graph's subgraphs, with what tests steer and look at. */
export interface TestGraph {
  readonly subgraphs: readonly RunningSubgraph[];
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  readonly seen: SeenRequest[];
  /** Names of subgraphs that are out of reach. */
  readonly down: Set<string>;
  /** Names of subgraphs that take requests and never answer. */
  readonly hanging: Set<string>;
  /** How many more times no connection to a subgraph comes about. */
  readonly unreachable: Map<string, number>;
  /** Sends a change to everybody who listens to a calendar. */
  change(calendarId: string, change: { cursor: string; kind: string; event: { id: string } | null }): void;
  /** How many listen. */
  listeners(): number;
  answerPath: ((path: string) => PassedResponse | null) | undefined;
}

interface Context {
  readonly viewer: Viewer | null;
}
type Change = { calendarChanged: { cursor: string; kind: string; event: { id: string } | null } };

/** Starts the small graph. */
export function startTestGraph(): TestGraph {
  const seen: SeenRequest[] = [];
  const faults = { down: new Set<string>(), hanging: new Set<string>(), unreachable: new Map<string, number>() };
  const listening = new Map<string, Set<(change: Change) => void>>();
  const resolversOf = { user: userResolvers(), event: eventResolvers(listening), booking: bookingResolvers() };
  const graph: Pick<TestGraph, 'answerPath'> = { answerPath: undefined };

  const subgraphs = Object.entries(resolversOf).map(([name, resolvers]): RunningSubgraph => {
    const contextOf = ({ viewer }: Context): Context => ({ viewer });
    const { transport } = createSubgraph({ name, typeDefs: SDL[name as keyof typeof SDL], resolvers, contextOf, logger: silentLogger() });
    return {
      name,
      transport: watched(name, transport, seen, faults),
      handle: ({ path }) => (faults.hanging.has(name) ? new Promise(() => undefined) : Promise.resolve(graph.answerPath?.(path) ?? null)),
      ready: () => (faults.down.has(name) ? Promise.reject(new Error(`${name} is down`)) : Promise.resolve()),
      stop: () => Promise.resolve(),
    };
  });
  return Object.assign(graph, {
    subgraphs,
    transports: new Map(subgraphs.map(({ name, transport }) => [name, transport])),
    seen,
    ...faults,
    change(calendarId: string, change: Change['calendarChanged']) {
      for (const hear of listening.get(calendarId) ?? []) hear({ calendarChanged: change });
    },
    listeners: () => [...listening.values()].reduce((sum, set) => sum + set.size, 0),
  });
}

function watched(
  subgraph: string,
  transport: SubgraphTransport,
  seen: SeenRequest[],
  { down, hanging, unreachable }: Pick<TestGraph, 'down' | 'hanging' | 'unreachable'>,
): SubgraphTransport {
  const see = async (query: string, identity: RequestIdentity): Promise<void> => {
    seen.push({ subgraph, query, ...identity });
    if (down.has(subgraph)) throw new Error(`connect ECONNREFUSED 10.0.0.7:4001 (${subgraph})`);
    const times = unreachable.get(subgraph) ?? 0;
    unreachable.set(subgraph, times - 1);
    if (times > 0) throw new ConnectionFailed(subgraph);
    if (hanging.has(subgraph)) await new Promise(() => undefined);
  };
  return {
    async execute(request, identity) {
      await see(request.query, identity);
      return transport.execute(request, identity);
    },
    async subscribe(request, identity) {
      await see(request.query, identity);
      return transport.subscribe(request, identity);
    },
  };
}

function userResolvers(): object {
  const people: Record<string, { id: string; fullName: string }> = {
    u1: { id: 'u1', fullName: 'Ada Lovelace' },
    u2: { id: 'u2', fullName: 'Bob Ross' },
  };
  return {
    Query: { user: (_: unknown, { id }: { id: string }) => people[id] ?? null },
    User: {
      __resolveReference: ({ id }: { id: string }) => people[id] ?? null,
      email: (parent: { id: string }, _: unknown, { viewer }: Context) => {
        if (viewer?.userId !== parent.id) throw forbidden('This address is not yours to read.');
        return `${parent.id}@example.org`;
      },
      strict: () => ({ label: null }),
    },
  };
}

function eventResolvers(listening: Map<string, Set<(change: Change) => void>>): object {
  const events = new Map(
    [1, 2, 3].map((n) => [`e${String(n)}`, { id: `e${String(n)}`, title: `Event ${String(n)}`, organizer: { id: n === 2 ? 'u2' : 'u1' } }]),
  );
  const calendar = { id: 'c1', name: 'Team' };
  const typed = (thing: object): object => ({ __typename: 'title' in thing ? 'Event' : 'Calendar', ...thing });
  return {
    Query: {
      event: (_: unknown, { id }: { id: string }) => events.get(id) ?? null,
      events: (_: unknown, { first }: { first: number }) => [...events.values()].slice(0, first),
      things: () => [...events.values(), calendar].map(typed),
      nodes: () => [calendar, ...events.values()].map(typed),
      secrets: () => 'the plan',
      wait: (_: unknown, { milliseconds }: { milliseconds: number }) =>
        new Promise((resolve) => setTimeout(() => resolve(milliseconds), milliseconds)),
      broken: () => {
        throw new Error('SELECT * FROM password failed at 10.0.0.7');
      },
      refused: () => {
        throw new CallerError('CONFLICT', 'Somebody else was faster.', { revision: 7 });
      },
      moved: (_: unknown, { at }: { at: { x: number; y: number } }) => at.x * 10 + at.y,
    },
    Mutation: {
      renameEvent: (_: unknown, { id, title }: { id: string; title: string }) => {
        if (title === 'too often') throw new CallerError('RATE_LIMITED', 'Try again later.', { retryAfter: 42 });
        const event = events.get(id);
        if (!event) throw notFound('The event');
        event.title = title;
        return event;
      },
      createEvent: (_: unknown, { title }: { title: string }) => ({ id: 'e9', title, organizer: { id: 'u1' } }),
    },
    Subscription: {
      calendarChanged: { subscribe: (_: unknown, { calendarId }: { calendarId: string }) => listen(listening, calendarId) },
      ticks: { subscribe: () => countTo(3) },
    },
    CalendarChange: { event: ({ event }: { event: { id: string } | null }) => (event ? events.get(event.id) : null) },
    Event: {
      __resolveReference: ({ id }: { id: string }) => events.get(id) ?? null,
      secret: () => {
        throw notFound('The secret');
      },
    },
    Calendar: { __resolveReference: () => calendar },
  };
}

function bookingResolvers(): object {
  const bookings = [{ id: 'b1', status: 'CONFIRMED', event: { id: 'e1' }, user: { id: 'u2' } }];
  return {
    Query: { bookings: () => bookings },
    Mutation: {
      book: (_: unknown, { eventId }: { eventId: string }) =>
        eventId === 'e1' ? { __typename: 'BookingRefused', reason: 'SOLD_OUT' } : { __typename: 'Booking', ...bookings[0], event: { id: eventId } },
    },
    Event: {
      __resolveReference: ({ id }: { id: string }) => (id === 'e3' ? null : { id }),
      myBookings: ({ id }: { id: string }, _: unknown, { viewer }: Context) => (viewer ? bookings.filter(({ event }) => event.id === id) : null),
      seats: ({ id }: { id: string }) => Number(id.slice(1)),
    },
    Booking: { __resolveReference: ({ id }: { id: string }) => bookings.find((booking) => booking.id === id) ?? null },
  };
}

function listen(listening: Map<string, Set<(change: Change) => void>>, calendarId: string): AsyncIterableIterator<Change> {
  const queue: Change[] = [];
  let wake = (): void => undefined;
  const hear = (change: Change): void => {
    queue.push(change);
    wake();
  };
  const heard = listening.get(calendarId) ?? new Set();
  listening.set(calendarId, heard.add(hear));
  return pullIterator(
    async () => {
      if (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return queue.shift() ?? null;
    },
    () => void heard.delete(hear),
  );
}

function countTo(end: number): AsyncIterableIterator<{ ticks: number }> {
  let count = 0;
  return pullIterator(() => {
    count += 1;
    return Promise.resolve(count <= end ? { ticks: count } : null);
  });
}
