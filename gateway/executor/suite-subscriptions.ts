import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { unauthenticated } from '../../platform/errors.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import type { RequestIdentity } from '../../platform/subgraph/transport.js';
import { until } from '../../platform/testing/until.js';
import { isStream, type Executor } from './executor.js';
import { ada, asAda, operation, sent, type Run } from './suite-run.js';

/** What every executor must do with subscriptions. */
export function describeSubscriptions(name: string, start: () => Run): void {
  describe(`${name}: subscriptions`, () => {
    const query = 'subscription ($c: ID!) { change: calendarChanged(calendarId: $c) { cursor kind event { title organizer { fullName } myBookings { status } } } }';
    const open = async (executor: Executor, identityNow: () => Promise<RequestIdentity> = () => Promise.resolve(asAda)) => {
      const stream = await executor.subscribe(operation(query, { c: 'c1' }), identityNow);
      if (!isStream(stream)) throw new Error(JSON.stringify(stream));
      return stream;
    };
    const change = { cursor: '1', kind: 'CREATED', event: { id: 'e1' } };

    it('completes each message with fields of other subgraphs', async () => {
      const { executor, graph } = start();
      const stream = await open(executor);
      graph.change('c1', change);
      graph.change('c1', { cursor: '2', kind: 'DELETED', event: null });
      expect(sent((await stream.next()).value as ExecutionResult)).toEqual({
        data: {
          change: {
            cursor: '1',
            kind: 'CREATED',
            event: { title: 'Event 1', organizer: { fullName: 'Ada Lovelace' }, myBookings: [{ status: 'CONFIRMED' }] },
          },
        },
      });
      expect(sent((await stream.next()).value as ExecutionResult)).toEqual({
        data: { change: { cursor: '2', kind: 'DELETED', event: null } },
      });
      await stream.return?.();
    });

    it('asks again for every message who listens', async () => {
      const { executor, graph } = start();
      let viewer: Viewer | null = ada;
      const stream = await open(executor, () => Promise.resolve({ viewer, requestId: 'r1' }));
      viewer = { ...ada, userId: 'u2' };
      graph.change('c1', change);
      await stream.next();
      expect(graph.seen.filter(({ subgraph }) => subgraph === 'booking').map((request) => request.viewer?.userId)).toEqual(['u2']);
      await stream.return?.();
    });

    it('ends with the reason once the listener may listen no more', async () => {
      const { executor, graph } = start();
      let calls = 0;
      const stream = await open(executor, () => (++calls > 1 ? Promise.reject(unauthenticated('This session has ended.')) : Promise.resolve(asAda)));
      graph.change('c1', change);
      expect(sent((await stream.next()).value as ExecutionResult)).toEqual({
        errors: [{ message: 'This session has ended.', extensions: { code: 'UNAUTHENTICATED' } }],
      });
      expect((await stream.next()).done).toBe(true);
      expect(graph.listeners()).toBe(0);
    });

    it('pays for a subgraph out of reach with the fields of that message', async () => {
      const { executor, graph } = start();
      const stream = await open(executor);
      graph.down.add('user');
      graph.change('c1', change);
      expect(sent((await stream.next()).value as ExecutionResult)).toMatchObject({
        data: { change: { event: { title: 'Event 1', organizer: { fullName: null } } } },
        errors: [{ path: ['change', 'event', 'organizer'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
      });
      await stream.return?.();
    });

    it('lets go at once, also while it waits for a message', async () => {
      const { executor, graph } = start();
      const stream = await open(executor);
      await until('it listens', () => graph.listeners() === 1);
      const pending = stream.next();
      await stream.return?.();
      expect(graph.listeners()).toBe(0);
      expect(await pending).toEqual({ value: undefined, done: true });
    });

    it('refuses with the subgraph’s own reason, or with its absence', async () => {
      const { executor, graph } = start();
      const nobody = { viewer: null, requestId: 'r1' };
      const refused = await executor.subscribe(operation(query, { c: 'c1' }), () => Promise.resolve(nobody));
      expect(sent(refused as ExecutionResult)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      graph.down.add('event');
      const absent = await executor.subscribe(operation(query, { c: 'c1' }), () => Promise.resolve(asAda));
      expect(sent(absent as ExecutionResult)).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
    });

    it('ends when its source ends', async () => {
      const { executor } = start();
      const stream = await executor.subscribe(operation('subscription { ticks }'), () => Promise.resolve(asAda));
      const ticks: unknown[] = [];
      if (isStream(stream)) for await (const { data } of stream) ticks.push(data?.['ticks']);
      expect(ticks).toEqual([1, 2, 3]);
    });
  });
}
