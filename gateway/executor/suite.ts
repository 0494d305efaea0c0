import { describe, expect, it } from '@jest/globals';
import type { SubgraphTransport } from '../../platform/subgraph/transport.js';
import type { Executor } from './executor.js';
import { startRun, type Run } from './suite-run.js';
import { describeSubscriptions } from './suite-subscriptions.js';

/** What every executor must do, over the small graph of three subgraphs. */
export function describeExecutor(name: string, create: (transports: ReadonlyMap<string, SubgraphTransport>) => Executor): void {
  const start = (): Run => startRun(create);

  describe(`${name}: queries`, () => {
    it('joins fields of several subgraphs', async () => {
      const { run } = start();
      expect(await run('{ event(id: "e1") { title organizer { fullName } myBookings { status user { fullName } } } }')).toEqual({
        data: {
          event: {
            title: 'Event 1',
            organizer: { fullName: 'Ada Lovelace' },
            myBookings: [{ status: 'CONFIRMED', user: { fullName: 'Bob Ross' } }],
          },
        },
      });
    });

    it('asks for the entities of a list in one fetch', async () => {
      const { run, graph } = start();
      expect(await run('{ events { id organizer { fullName } } }')).toEqual({
        data: {
          events: [
            { id: 'e1', organizer: { fullName: 'Ada Lovelace' } },
            { id: 'e2', organizer: { fullName: 'Bob Ross' } },
            { id: 'e3', organizer: { fullName: 'Ada Lovelace' } },
          ],
        },
      });
      expect(graph.seen.filter(({ subgraph }) => subgraph === 'user')).toHaveLength(1);
    });

    it('follows fragments, aliases, variables with their defaults, and conditions', async () => {
      const { run } = start();
      const query = `
        query Named($id: ID!, $first: Int! = 1, $names: Boolean!, $never: Boolean = false) {
          one: event(id: $id) { ...Core }
          few: events(first: $first) { ...Core hidden: title @include(if: $never) }
        }
        query Other { event(id: "e3") { id } }
        fragment Core on Event { __typename name: title organizer @include(if: $names) { called: fullName } }`;
      expect(await run(query, { id: 'e2', names: true }, 'Named')).toEqual({
        data: {
          one: { __typename: 'Event', name: 'Event 2', organizer: { called: 'Bob Ross' } },
          few: [{ __typename: 'Event', name: 'Event 1', organizer: { called: 'Ada Lovelace' } }],
        },
      });
      expect(await run(query, { id: 'e2', names: false, first: 0 }, 'Named')).toEqual({
        data: { one: { __typename: 'Event', name: 'Event 2' }, few: [] },
      });
      expect(await run(query, {}, 'Other')).toEqual({ data: { event: { id: 'e3' } } });
    });

    it('passes input objects on with the defaults of their fields', async () => {
      const { run } = start();
      expect(await run('query ($at: Point!) { moved(at: $at) }', { at: { x: 4 } })).toEqual({ data: { moved: 42 } });
    });

    it('resolves unions and interfaces, across subgraphs too', async () => {
      const { run } = start();
      expect(await run('{ things { __typename ... on Event { title myBookings { id } } ... on Calendar { name } } }')).toEqual({
        data: {
          things: [
            { __typename: 'Event', title: 'Event 1', myBookings: [{ id: 'b1' }] },
            { __typename: 'Event', title: 'Event 2', myBookings: [] },
            // Booking knows no e3: for a client, what hangs on it is not there.
            { __typename: 'Event', title: 'Event 3', myBookings: null },
            { __typename: 'Calendar', name: 'Team' },
          ],
        },
      });
      expect(await run('{ nodes { id ... on Event { organizer { fullName } } } }')).toMatchObject({
        data: { nodes: [{ id: 'c1' }, { id: 'e1', organizer: { fullName: 'Ada Lovelace' } }, { id: 'e2' }, { id: 'e3' }] },
      });
    });

    it('gives right data under aliases such as __proto__, and leaves the next request unhurt', async () => {
      const { run } = start();
      const query = '{ __proto__: event(id: "e1") { constructor: title toString: organizer { __proto__: fullName } } }';
      const expected = '{"data":{"__proto__":{"constructor":"Event 1","toString":{"__proto__":"Ada Lovelace"}}}}';
      expect(JSON.stringify(await run(query))).toBe(expected);
      expect(({} as Record<string, unknown>)['title']).toBeUndefined();
      expect(await run('{ event(id: "e1") { id } }')).toEqual({ data: { event: { id: 'e1' } } });
    });

    it('answers introspection beside data', async () => {
      const { run } = start();
      expect(await run('{ __typename __schema { queryType { name } } event(id: "e1") { __typename } }')).toEqual({
        data: { __typename: 'Query', __schema: { queryType: { name: 'Query' } }, event: { __typename: 'Event' } },
      });
    });

    it('tells subgraphs who asks, and in which request', async () => {
      const { run, graph } = start();
      await run('{ event(id: "e1") { organizer { fullName } } }');
      expect(graph.seen.map(({ subgraph, viewer, requestId }) => [subgraph, viewer?.userId, requestId])).toEqual([
        ['event', 'u1', 'r1'],
        ['user', 'u1', 'r1'],
      ]);
    });
  });

  describe(`${name}: mutations`, () => {
    it('runs root fields in order, across subgraphs', async () => {
      const { run, graph } = start();
      const query = `mutation {
        first: renameEvent(id: "e1", title: "A") { title }
        second: book(eventId: "e2") { ... on Booking { status event { title } } }
        third: renameEvent(id: "e1", title: "B") { title organizer { fullName } }
        fourth: book(eventId: "e1") { ... on BookingRefused { reason } }
      }`;
      expect(await run(query)).toEqual({
        data: {
          first: { title: 'A' },
          second: { status: 'CONFIRMED', event: { title: 'Event 2' } },
          third: { title: 'B', organizer: { fullName: 'Ada Lovelace' } },
          fourth: { reason: 'SOLD_OUT' },
        },
      });
      const writes = graph.seen.filter(({ query: text }) => text.startsWith('mutation')).map(({ subgraph }) => subgraph);
      expect(writes).toEqual(['event', 'booking', 'event', 'booking']);
    });
  });

  describe(`${name}: errors`, () => {
    it('brings them to the client with code, path and extensions, and nothing of ours', async () => {
      const { run } = start();
      expect(await run('{ no: refused event(id: "e1") { id } }')).toEqual({
        data: { no: null, event: { id: 'e1' } },
        errors: [{ message: 'Somebody else was faster.', path: ['no'], extensions: { code: 'CONFLICT', revision: 7 } }],
      });
    });

    it('says only that something failed when something unforeseen did', async () => {
      const { run } = start();
      expect(await run('{ broken }')).toEqual({
        data: { broken: null },
        errors: [
          {
            message: 'Something went wrong on our side.',
            path: ['broken'],
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
          },
        ],
      });
    });

    it('places errors within entities of a list', async () => {
      const { run } = start();
      expect(await run('{ mine: events { by: organizer { mail: email } secret } }')).toEqual({
        data: {
          mine: [
            { by: { mail: 'u1@example.org' }, secret: null },
            { by: { mail: null }, secret: null },
            { by: { mail: 'u1@example.org' }, secret: null },
          ],
        },
        errors: [
          ...[0, 1, 2].map((at) => ({ message: 'The secret was not found.', path: ['mine', at, 'secret'], extensions: { code: 'NOT_FOUND' } })),
          { message: 'This address is not yours to read.', path: ['mine', 1, 'by', 'mail'], extensions: { code: 'FORBIDDEN' } },
        ],
      });
    });

    it('carries a null up to the nearest field that may be null', async () => {
      const { run } = start();
      expect(await run('{ user(id: "u1") { fullName strict { label } } }')).toMatchObject({
        data: { user: { fullName: 'Ada Lovelace', strict: null } },
        errors: [{ path: ['user', 'strict', 'label'] }],
      });
      expect(await run('{ event(id: "e3") { title seats } }')).toEqual({ data: { event: null } });
    });

    it('pays for a subgraph out of reach with its own fields alone', async () => {
      const { run, graph } = start();
      graph.down.add('user');
      const unavailable = { message: expect.any(String), extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
      expect(await run('{ events(first: 2) { title organizer { id fullName } } who: user(id: "u1") { fullName } }')).toEqual({
        data: {
          events: [
            { title: 'Event 1', organizer: { id: 'u1', fullName: null } },
            { title: 'Event 2', organizer: { id: 'u2', fullName: null } },
          ],
          who: null,
        },
        errors: expect.arrayContaining([
          { ...unavailable, path: ['events'] },
          { ...unavailable, path: ['who'] },
        ]),
      });
      graph.down.clear();
      expect(await run('{ who: user(id: "u1") { fullName } }')).toEqual({ data: { who: { fullName: 'Ada Lovelace' } } });
    });
  });

  describeSubscriptions(name, start);
}
