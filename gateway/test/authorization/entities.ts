import { entities, graphOf, objectTypes, selectionOf } from './schema.js';

/** What a subgraph makes of a key, by its own transport: the gateway lets no client ask so. */
export interface EntityWay {
  readonly graph: string;
  readonly type: string;
  /** Under which the world has the id. */
  readonly key: string;
  readonly reaches: string;
  /** Fields that show less of this one than the table says, which speaks of one that all see. */
  readonly less?: Readonly<Record<string, string>>;
}

const ALL = 'V V V V V V';
const MEMBERS = '- V - V - -';

/**
 * A subgraph that adds only what is the reader's own, or the runner's, to an entity of another takes any key: it is the
 * owner that says whether the entity can be seen.
 */
//                                                                    nobody member other organizer administrator script
export const ENTITIES: readonly EntityWay[] = [
  { graph: 'EVENT', type: 'Calendar', key: 'hall', reaches: ALL },
  { graph: 'EVENT', type: 'Calendar', key: 'room', reaches: MEMBERS },
  { graph: 'EVENT', type: 'Event', key: 'party', reaches: ALL },
  { graph: 'EVENT', type: 'Event', key: 'meeting', reaches: MEMBERS },
  { graph: 'EVENT', type: 'Occurrence', key: 'partyTime', reaches: ALL },
  { graph: 'EVENT', type: 'Occurrence', key: 'meetingTime', reaches: MEMBERS },
  { graph: 'EVENT', type: 'User', key: 'member', reaches: ALL },
  { graph: 'BOOKING', type: 'Booking', key: 'booking', reaches: MEMBERS },
  { graph: 'BOOKING', type: 'Event', key: 'party', reaches: ALL },
  { graph: 'BOOKING', type: 'Event', key: 'meeting', reaches: ALL, less: { bookingPolicy: '0 V 0 V 0 0' } },
  { graph: 'BOOKING', type: 'Occurrence', key: 'partyTime', reaches: ALL },
  { graph: 'BOOKING', type: 'Occurrence', key: 'meetingTime', reaches: MEMBERS },
  { graph: 'BOOKING', type: 'User', key: 'member', reaches: ALL },
  { graph: 'NOTIFICATION', type: 'Event', key: 'party', reaches: ALL },
  { graph: 'NOTIFICATION', type: 'Event', key: 'meeting', reaches: ALL },
  { graph: 'NOTIFICATION', type: 'User', key: 'member', reaches: ALL },
  { graph: 'USER', type: 'User', key: 'member', reaches: '- V V V V V' },
];

/** Entities that no line above asks for. */
export const forgottenEntities = (): string[] =>
  entities.filter(({ graph, type }) => !ENTITIES.some((way) => way.graph === graph && way.type === type)).map(({ graph, type }) => `${graph} ${type}`);

/** All fields that one subgraph adds to an entity. */
export function entityQuery({ graph, type, key }: EntityWay): string {
  const fields = Object.values(objectTypes.find(({ name }) => name === type)?.getFields() ?? {});
  const own = fields.filter((field) => graphOf(type, field.name) === graph).map((field) => selectionOf(type, field));
  return `{ _entities(representations: [{ __typename: "${type}", id: $${key} }]) { ... on ${type} { here${type}: __typename ${own.join(' ')} } } }`;
}
