import { z } from 'zod';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import type { Bookable } from '../domain/facts.js';
import type { AskEvent } from '../usecases/apply-event-change.js';
import type { AskMembers } from '../usecases/rebuild-copies.js';
import type { AskEvents } from '../usecases/see-events.js';
import type { AskOccurrences } from '../usecases/see-occurrence.js';

const status = z.enum(['DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED']);

const occurrence = z.object({
  id: z.string(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  status,
  event: z
    .object({
      id: z.string(),
      revision: z.number(),
      capacity: z.number().nullable(),
      price: z.object({ amount: z.number(), currency: z.string() }).nullable(),
      status,
      visibility: z.enum(['PUBLIC', 'UNLISTED', 'PRIVATE']),
      organizer: z.object({ id: z.string() }).nullable(),
      calendar: z.object({ id: z.string() }).nullable(),
    })
    .nullable(),
});

const FIELDS = `{ id startsAt endsAt status event { id revision capacity price { amount currency } status visibility
  organizer { id } calendar { id } } }`;

/** Questions in one document at most. */
const BATCH = 50;

/** Asks the event subgraph whether somebody sees an event. */
export function createAskEvent(client: SubgraphClient): AskEvent {
  return async (eventId, userId) => {
    const answer = await client.ask<{ event: { id: string } | null }>(
      'event',
      { query: 'query BookingEvent($id: ID!) { event(id: $id) { id } }', variables: { id: eventId } },
      onBehalfOf(userId, ['CALENDAR_READ']),
    );
    return answer.event !== null;
  };
}

/** Asks the event subgraph which of these events somebody sees (null: anybody). */
export function createAskEvents(client: SubgraphClient): AskEvents {
  return async (eventIds, userId) => {
    const seen = new Set<string>();
    for (let start = 0; start < eventIds.length; start += BATCH) {
      const ids = eventIds.slice(start, start + BATCH);
      const variables = ids.map((_, index) => `$i${String(index)}: ID!`).join(', ');
      const fields = ids.map((_, index) => `e${String(index)}: event(id: $i${String(index)}) { id }`).join(' ');
      const answer = await client.ask<Record<string, { id: string } | null>>(
        'event',
        { query: `query BookingEvents(${variables}) { ${fields} }`, variables: Object.fromEntries(ids.map((id, index) => [`i${String(index)}`, id])) },
        userId === null ? null : onBehalfOf(userId, ['CALENDAR_READ']),
      );
      for (const event of Object.values(answer)) if (event) seen.add(event.id);
    }
    return seen;
  };
}

const memberPage = z.object({
  calendar: z
    .object({
      members: z
        .object({
          edges: z.array(
            z.object({
              node: z.object({
                role: z.enum(['OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY']),
                user: z.object({ id: z.string() }).nullable(),
              }),
            }),
          ),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        })
        .nullable(),
    })
    .nullable(),
});

const MEMBERS = `query BookingMembers($id: ID!, $after: String) { calendar(id: $id) { members(first: 100, after: $after) {
  edges { node { role user { id } } } pageInfo { hasNextPage endCursor } } } }`;

/** Asks the event subgraph for all members of a calendar. */
export function createAskMembers(client: SubgraphClient): AskMembers {
  return async (calendarId, userId) => {
    const members: NonNullable<Awaited<ReturnType<AskMembers>>> = [];
    for (let after: string | null = null; ; ) {
      const request = { query: MEMBERS, variables: { id: calendarId, after } };
      const page: z.infer<typeof memberPage> = memberPage.parse(await client.ask('event', request, onBehalfOf(userId, ['CALENDAR_READ'])));
      const list = page.calendar?.members;
      if (!list) return null;
      members.push(...list.edges.flatMap(({ node }) => (node.user ? [{ userId: node.user.id, role: node.role }] : [])));
      if (!list.pageInfo.hasNextPage) return members;
      after = list.pageInfo.endCursor;
    }
  };
}

/** Asks the event subgraph for occurrences as somebody sees them (null: as anybody does). */
export function createAskOccurrences(client: SubgraphClient): AskOccurrences {
  return async (occurrenceIds, userId) => {
    const found = new Map<string, Bookable>();
    for (let start = 0; start < occurrenceIds.length; start += BATCH) {
      const ids = occurrenceIds.slice(start, start + BATCH);
      const answer = await client.ask<Record<string, unknown>>(
        'event',
        { query: documentFor(ids.length), variables: Object.fromEntries(ids.map((id, index) => [`i${String(index)}`, id])) },
        userId === null ? null : onBehalfOf(userId, ['CALENDAR_READ']),
      );
      ids.forEach((id, index) => {
        const bookable = bookableOf(answer[`o${String(index)}`]);
        if (bookable) found.set(id, bookable);
      });
    }
    return found;
  };
}

function documentFor(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => String(index));
  const variables = numbers.map((number) => `$i${number}: ID!`).join(', ');
  const fields = numbers.map((number) => `o${number}: occurrence(id: $i${number}) ${FIELDS}`).join(' ');
  return `query BookingFacts(${variables}) { ${fields} }`;
}

function bookableOf(given: unknown): Bookable | null {
  const answer = occurrence.nullish().parse(given);
  if (!answer?.event) return null;
  const { event } = answer;
  return {
    occurrence: {
      id: answer.id,
      eventId: event.id,
      startsAt: answer.startsAt,
      endsAt: answer.endsAt,
      status: answer.status,
      dropped: false,
      version: event.revision,
    },
    event: {
      id: event.id,
      calendarId: event.calendar?.id ?? null,
      organizerId: event.organizer?.id ?? null,
      status: event.status,
      visibility: event.visibility,
      capacity: event.capacity,
      price: event.price,
      version: event.revision,
    },
  };
}
