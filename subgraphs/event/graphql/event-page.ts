import { badInput, CallerError } from '../../../platform/errors.js';
import { decodeKey, encodeKey, pageSize, type Key } from '../../../platform/graphql/connection.js';
import type { EventContext } from '../context.js';
import type { Occurrence, SeenEvent } from '../domain/event.js';
import { spansStarting } from '../domain/occurrences.js';
import type { EventSearch } from '../usecases/reads.js';
import { zoneFor } from './load-occurrence.js';

/** A page of events; the count is taken only when it is asked for. */
export interface EventPage {
  readonly edges: { cursor: string; node: SeenEvent; occurrence: Occurrence | null; distanceKm: null }[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  readonly count: () => Promise<number>;
}

export interface EventPageArguments {
  readonly search: EventSearch;
  readonly orderBy: string;
  readonly first: number;
  readonly after?: string | null | undefined;
}

interface Found {
  readonly event: SeenEvent;
  readonly occurrence: Occurrence | null;
  readonly key: readonly [number, string];
}

/** Looks events up as the reader sees them. @throws BAD_USER_INPUT for an order or a window that makes no sense. */
export async function eventPage(context: EventContext, args: EventPageArguments): Promise<EventPage> {
  const { search, first, after } = args;
  const limit = pageSize(first);
  const orderBy = orderOf(args.orderBy);
  if (search.from && search.to && search.to <= search.from) {
    throw badInput({ path: ['filter', 'to'], message: '`to` must lie after `from`.' });
  }
  const key = decodeKey(after, 2);
  const windowed = search.from != null || search.to != null;
  const found = windowed ? await inWindow(context, search, orderBy, key, limit) : await everywhere(context, search, orderBy, key, limit);
  const edges = found.slice(0, limit).map(({ event, occurrence, key: place }) => ({
    cursor: encodeKey(place),
    node: event,
    occurrence,
    distanceKm: null,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > limit,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: async () =>
      windowed
        ? (await inWindow(context, search, orderBy, null, Infinity)).length
        : context.services.reads.countFound(context.reader, search),
  };
}

type Order = 'STARTS_AT' | 'CREATED_AT';

function orderOf(orderBy: string): Order {
  switch (orderBy) {
    case 'STARTS_AT':
    case 'CREATED_AT':
      return orderBy;
    default:
      throw new CallerError('NOT_IMPLEMENTED', `The order ${orderBy} does not work yet.`);
  }
}

async function everywhere(context: EventContext, search: EventSearch, orderBy: Order, key: Key | null, limit: number): Promise<Found[]> {
  const after = key && { at: new Date(Number(key[0])).toISOString(), id: String(key[1]) };
  const events = await context.services.reads.searchEvents(context.reader, search, { orderBy, after, limit: limit + 1 });
  return Promise.all(
    events.map(async (event) => {
      const occurrence = await firstIn(context, event, search);
      return { event, occurrence, key: [orderBy === 'STARTS_AT' ? rowStart(event) : event.createdAt.getTime(), event.id] };
    }),
  );
}

/** The column that the order without a window goes by. */
const rowStart = (event: SeenEvent): number => event.startsFirst.getTime();

/** With a window it is the first occurrence in it that counts, and a series that has none there is left out. */
async function inWindow(context: EventContext, search: EventSearch, orderBy: Order, key: Key | null, limit: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const event of await context.services.reads.allFound(context.reader, search)) {
    const occurrence = await firstIn(context, event, search);
    if (!occurrence) continue;
    const at = orderBy === 'STARTS_AT' ? occurrence.span.start : event.createdAt;
    found.push({ event, occurrence, key: [at.getTime(), event.id] });
  }
  const sign = orderBy === 'STARTS_AT' ? 1 : -1;
  const compare = (one: Key, other: Key): number =>
    sign * (Number(one[0]) - Number(other[0]) || (String(one[1]) < String(other[1]) ? -1 : Number(one[1] !== other[1])));
  return found
    .sort((one, other) => compare(one.key, other.key))
    .filter((one) => key === null || compare(one.key, key) > 0)
    .slice(0, limit + 1);
}

async function firstIn(context: EventContext, event: SeenEvent, { from, to }: EventSearch): Promise<Occurrence | null> {
  const range = { from: from ?? undefined, to: to ?? undefined, startingFrom: new Date(-8.64e15), limit: 1 };
  const [span] = spansStarting(event.series, range, await zoneFor(context, event)).spans;
  return span ? { event, span } : null;
}
