import { z } from 'zod';
import { CallerError } from '../../../platform/errors.js';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import type { CalendarRole, Member } from '../domain/audience.js';
import type { OccurrenceTime } from '../domain/due.js';

/** An event with one page of its occurrences, as one person sees it. */
export interface RemindedEvent {
  readonly id: string;
  readonly title: string;
  readonly cancelled: boolean;
  readonly timeZone: string;
  readonly calendar: { readonly id: string; readonly name: string } | null;
  readonly occurrences: readonly OccurrenceTime[];
  /** To ask on from, while there are more. */
  readonly next: string | null;
}

/** One occurrence as one person sees it. */
export interface SeenOccurrence {
  readonly title: string;
  readonly startsAt: string;
  readonly startsOn: string | null;
  readonly calendar: { readonly id: string; readonly name: string } | null;
}

/** What this subgraph asks of the event subgraph, always as the person concerned. */
export interface EventQuestions {
  /**
   * Null when that person may not see the event (any more).
   * @throws CallerError when the event subgraph can't answer: that says nothing about the event.
   */
  eventFrom(userId: string, eventId: string, from: Date, after: string | null): Promise<RemindedEvent | null>;
  /** Null when that person may not see it, or the event subgraph can't answer. */
  occurrence(userId: string, occurrenceId: string): Promise<SeenOccurrence | null>;
  /** A calendar with its first hundred members; null when that person may not see them, or nobody can answer. */
  members(userId: string, calendarId: string): Promise<{ name: string; timeZone: string; members: Member[] } | null>;
}

const SCOPES = ['CALENDAR_READ'];

const EVENT_FROM = /* GraphQL */ `
  query RemindedEvent($id: ID!, $from: DateTime!, $after: String) {
    event(id: $id) {
      id
      title
      status
      timeZone
      calendar { id name }
      occurrences(from: $from, first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { node { id title status allDay startsAt endsAt startsOn } }
      }
    }
  }
`;

const calendarAnswer = z.object({ id: z.string(), name: z.string() }).nullable().catch(null);

const eventAnswer = z.object({
  event: z
    .object({
      id: z.string(),
      title: z.string(),
      status: z.string(),
      timeZone: z.string(),
      calendar: calendarAnswer,
      occurrences: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        edges: z.array(
          z.object({
            node: z.object({
              id: z.string(),
              title: z.string(),
              status: z.string(),
              allDay: z.boolean(),
              startsAt: z.coerce.date(),
              endsAt: z.coerce.date(),
              startsOn: z.string().nullable(),
            }),
          }),
        ),
      }),
    })
    .nullable(),
});

const OCCURRENCE = /* GraphQL */ `
  query BookedOccurrence($id: ID!) {
    occurrence(id: $id) { title startsAt allDay startsOn calendar { id name } }
  }
`;

const occurrenceAnswer = z.object({
  occurrence: z
    .object({ title: z.string(), startsAt: z.string(), startsOn: z.string().nullable(), calendar: calendarAnswer })
    .nullable(),
});

const MEMBERS = /* GraphQL */ `
  query CalendarMembers($id: ID!) {
    calendar(id: $id) { name timeZone members(first: 100) { edges { node { role user { id } } } } }
  }
`;

const membersAnswer = z.object({
  calendar: z
    .object({
      name: z.string(),
      timeZone: z.string(),
      members: z
        .object({
          edges: z.array(
            z.object({
              node: z.object({
                role: z.enum(['OWNER', 'EDITOR', 'VIEWER', 'FREE_BUSY'] satisfies CalendarRole[]),
                user: z.object({ id: z.string() }).nullable(),
              }),
            }),
          ),
        })
        .nullable(),
    })
    .nullable(),
});

/** Puts the questions to the event subgraph. */
export function createEventQuestions(client: SubgraphClient): EventQuestions {
  return {
    async eventFrom(userId, eventId, from, after) {
      const variables = { id: eventId, from: from.toISOString(), after };
      const request = { query: EVENT_FROM, variables };
      const { event } = eventAnswer.parse(await client.ask('event', request, onBehalfOf(userId, SCOPES), { strict: true }));
      if (!event) return null;
      const { pageInfo, edges } = event.occurrences;
      return {
        id: event.id,
        title: event.title,
        cancelled: event.status === 'CANCELLED',
        timeZone: event.timeZone,
        calendar: event.calendar,
        occurrences: edges.map(({ node: { status, ...node } }) => ({ ...node, cancelled: status === 'CANCELLED' })),
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      };
    },

    async occurrence(userId, occurrenceId) {
      const request = { query: OCCURRENCE, variables: { id: occurrenceId } };
      return orNull(async () =>
        occurrenceAnswer.parse(await client.ask('event', request, onBehalfOf(userId, SCOPES))).occurrence,
      );
    },

    async members(userId, calendarId) {
      const request = { query: MEMBERS, variables: { id: calendarId } };
      const calendar = await orNull(
        async () => membersAnswer.parse(await client.ask('event', request, onBehalfOf(userId, SCOPES))).calendar,
      );
      if (!calendar?.members) return null;
      const members = calendar.members.edges.flatMap(({ node }) => (node.user ? [{ userId: node.user.id, role: node.role }] : []));
      return { name: calendar.name, timeZone: calendar.timeZone, members };
    },
  };
}

/** What only makes a message better must not hold it up. */
async function orNull<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CallerError) return null;
    throw error;
  }
}
