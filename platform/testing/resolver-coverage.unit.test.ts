import { describe, expect, it } from '@jest/globals';
import { resolverFaults } from './resolver-coverage.js';

const typeDefs = `
  scalar Moment
  type Query { room(id: ID!): Room }
  type Mutation { open(id: ID!): Room }
  type Subscription { opened: Room! }
  interface Named { name: String }
  union Thing = Room | Chair
  type Room implements Named @key(fields: "id") { id: ID! name: String chairs: [Chair!]! size(unit: String): Int }
  type Chair { legs: Int! colour: String }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`;

const something = (): null => null;
const complete = {
  Moment: {},
  Query: { room: something },
  Mutation: { open: something },
  Subscription: { opened: { subscribe: something } },
  Named: { __resolveType: something },
  Thing: { __resolveType: something },
  Room: { __resolveReference: something, id: something, name: something, chairs: something, size: something },
};

const faults = (change: object, notImplemented: readonly string[] = []): string[] =>
  resolverFaults({ typeDefs, resolvers: { ...complete, ...change }, notImplemented });

describe('resolverFaults', () => {
  it('finds nothing where every field is resolved', () => {
    expect(faults({})).toEqual([]);
  });

  it('names a root field without a resolver, unless it is listed', () => {
    expect(faults({ Mutation: {} })).toEqual(['Mutation.open has no resolver.']);
    expect(faults({ Mutation: {} }, ['Mutation.open'])).toEqual([]);
  });

  it('names a field that is missing from a type with an entry', () => {
    const { name: _, ...room } = complete.Room;
    expect(faults({ Room: room })).toEqual(['Room.name has no resolver.']);
    expect(faults({ Room: room }, ['Room.name'])).toEqual([]);
  });

  it('takes a type without an entry for plain data, but for what depends on arguments', () => {
    const plain = `type Query { room: Room } type Room { name: String size(unit: String): Int }`;
    expect(resolverFaults({ typeDefs: plain, resolvers: { Query: { room: something } }, notImplemented: [] })).toEqual([
      'Room.size has no resolver.',
    ]);
  });

  it('wants a subscribe function of a subscription', () => {
    expect(faults({ Subscription: { opened: something } })).toEqual(['Subscription.opened has no subscribe function.']);
  });

  it('wants __resolveReference of an entity that adds to its key', () => {
    const { __resolveReference: _, ...room } = complete.Room;
    expect(faults({ Room: room })).toEqual(['Room is an entity and has no __resolveReference.']);
  });

  it('wants the entries of scalars, interfaces and unions', () => {
    const { Moment: _, Named: __, Thing: ___, ...rest } = complete;
    expect(resolverFaults({ typeDefs, resolvers: rest, notImplemented: [] })).toEqual([
      'The scalar Moment has no entry.',
      'Named has no __resolveType.',
      'Thing has no __resolveType.',
    ]);
  });

  it('names what is unknown to the schema', () => {
    expect(faults({ Table: {}, Query: { room: something, table: something } })).toEqual([
      'Query.table has a resolver, and is not in the schema.',
      'The resolvers have an entry for Table, which is not in the schema.',
    ]);
    expect(faults({}, ['Room.doors'])).toEqual(['Room.doors is listed as not implemented, and is not in the schema.']);
  });

  it('refuses to list what has a resolver, and what is nested and non-null', () => {
    expect(faults({}, ['Query.room'])).toEqual(['Query.room has a resolver, and is still listed as not implemented.']);
    const { chairs: _, ...room } = complete.Room;
    expect(faults({ Room: room }, ['Room.chairs'])).toEqual(['Room.chairs is nested and non-null: it may not be listed.']);
  });

  it('lets a non-null root field of a subscription be listed', () => {
    expect(faults({ Subscription: {} }, ['Subscription.opened'])).toEqual([]);
  });

  it('wants the list sorted, and nothing twice', () => {
    const { Room: _, ...rest } = complete;
    const list = ['Room.size', 'Chair.colour', 'Chair.colour'];
    expect(resolverFaults({ typeDefs, resolvers: rest, notImplemented: list })).toEqual([
      'Room is an entity and has no __resolveReference.',
      'Chair.colour is out of order in the list.',
      'Chair.colour is out of order in the list.',
    ]);
  });
});
