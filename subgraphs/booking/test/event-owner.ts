import { onBehalfOf, type Viewer } from '../../../platform/identity/viewer.js';
import { createSubgraph } from '../../../platform/subgraph/subgraph.js';
import { DateTimeScalar, SafeIntScalar } from '../../../platform/graphql/scalars.js';
import { silentLogger } from '../../../platform/logger.js';
import type { SubgraphTransport } from '../../../platform/subgraph/transport.js';
import type { LoggedChange } from '../../../platform/change-log/change-log.js';

/** An event as the double of the event subgraph has it. */
export interface OwnedEvent {
  id: string;
  calendarId: string;
  organizerId: string;
  status: 'DRAFT' | 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  visibility: 'PUBLIC' | 'UNLISTED' | 'PRIVATE';
  capacity: number | null;
  price: { amount: number; currency: string } | null;
  revision: number;
  /** Who sees it beside its organizer, if it is private. */
  guests: string[];
  occurrences: { id: string; startsAt: string; endsAt: string; status: 'CONFIRMED' | 'CANCELLED' }[];
}

/** A double of the event subgraph over its real schema: knows events, who sees them, and what its log would say. */
export interface EventOwner {
  readonly transport: SubgraphTransport;
  readonly events: Map<string, OwnedEvent>;
  /** Questions that came in. */
  asked: number;
  add(event: Partial<OwnedEvent> & { id: string }): OwnedEvent;
  /** The change that the event subgraph would log now. */
  change(kind: string, event: OwnedEvent, more?: Record<string, unknown>): LoggedChange;
  calendarChange(calendarId: string, revision: number, members: { userId: string; role: string }[]): LoggedChange;
  outOfReach: boolean;
  /** Old ids of occurrences that still lead to new ones. */
  readonly resolves: Map<string, string>;
}

let changes = 0;
const changeId = (): string => `00000000-0000-7000-9000-${(changes += 1).toString(16).padStart(12, '0')}`;

export function createEventOwner(now: () => Date): EventOwner {
  const events = new Map<string, OwnedEvent>();
  const sees = (viewer: Viewer | null, event: OwnedEvent): boolean =>
    event.visibility !== 'PRIVATE' || viewer?.userId === event.organizerId || event.guests.includes(viewer?.userId ?? '');
  const { transport } = createSubgraph<{ viewer: Viewer | null }>({
    name: 'event',
    logger: silentLogger(),
    contextOf: ({ viewer }) => ({ viewer }),
    resolvers: {
      DateTime: DateTimeScalar,
      SafeInt: SafeIntScalar,
      AgendaItem: { __resolveType: () => 'Occurrence' },
      Query: {
        event: (_: unknown, { id }: { id: string }, { viewer }: { viewer: Viewer | null }) => {
          const event = events.get(id);
          return event && sees(viewer, event) ? { id } : null;
        },
        occurrence: (_: unknown, { id }: { id: string }, { viewer }: { viewer: Viewer | null }) => {
          for (const event of events.values()) {
            const presentId = owner.resolves.get(id) ?? id;
            const occurrence = event.occurrences.find((candidate) => candidate.id === presentId);
            if (occurrence && sees(viewer, event)) return { ...occurrence, eventId: event.id, event: asGraphQL(event) };
          }
          return null;
        },
      },
    },
  });
  const owner: EventOwner = {
    events,
    asked: 0,
    outOfReach: false,
    resolves: new Map(),
    transport: {
      ...transport,
      execute(request, identity) {
        owner.asked += 1;
        return transport.execute(request, identity);
      },
    },
    add(given) {
      const startsAt = '2026-12-01T18:00:00Z';
      const event: OwnedEvent = {
        calendarId: 'calendar-1',
        organizerId: 'olga',
        status: 'CONFIRMED',
        visibility: 'PUBLIC',
        capacity: null,
        price: null,
        revision: 1,
        guests: [],
        occurrences: [{ id: `${given.id}_once`, startsAt, endsAt: '2026-12-01T20:00:00Z', status: 'CONFIRMED' }],
        ...given,
      };
      events.set(event.id, event);
      return event;
    },
    change: (kind, event, more = {}) => ({
      id: changeId(),
      topic: `calendar:${event.calendarId}`,
      position: changes,
      kind,
      entity: `Event:${event.id}`,
      entityVersion: event.revision,
      actor: event.organizerId,
      at: new Date(now().getTime() + changes),
      fields: [],
      data: structuredClone({ event: { ...event, title: event.id }, occurrenceId: null, renamed: {}, dropped: [], ...more }),
    }),
    calendarChange: (calendarId, revision, members) => ({
      id: changeId(),
      topic: `calendar:${calendarId}`,
      position: changes,
      kind: 'MEMBERS_CHANGED',
      entity: `Calendar:${calendarId}`,
      entityVersion: revision,
      actor: null,
      at: now(),
      fields: [],
      data: { calendar: { id: calendarId, name: calendarId }, members, joined: [], left: [] },
    }),
  };
  return owner;
}

const asGraphQL = (event: OwnedEvent) => ({
  ...event,
  organizer: { id: event.organizerId },
  calendar: { id: event.calendarId },
});

/** A person's session, with all that a member may. */
export const session = (userId: string, ...more: string[]): Viewer =>
  onBehalfOf(userId, ['ACCOUNT', 'CALENDAR_READ', 'BOOKING_READ', 'BOOKING_WRITE', ...more]);
