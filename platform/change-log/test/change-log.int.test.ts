import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timeOrderedIds } from '../../ids.js';
import { createMemoryPubSub } from '../../pubsub/memory.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { until } from '../../testing/until.js';
import type { Transaction } from '../../database/database.js';
import type { Change, ChangeLog, LoggedChange } from '../change-log.js';
import { encodeCursor } from '../cursor.js';
import { CreateChangeLog1690000000000 } from '../migration.js';
import { createChangeLog } from '../postgres.js';
import { endOfTopics, streamChanges, streamTopics, type StreamedChange, type StreamSource } from '../stream.js';

let test: TestDatabase;
let log: ChangeLog<Transaction>;
let source: StreamSource;
const pubsub = createMemoryPubSub();

beforeAll(async () => {
  test = await createTestDatabase('change_log', [CreateChangeLog1690000000000], 20);
  log = createChangeLog({ subgraph: 'test', database: test.database, ids: timeOrderedIds, pubsub });
  source = { subgraph: 'test', log, pubsub };
});
afterAll(() => test.drop());

const change = (topic: string, data: Change['data'] = {}): Change => ({
  topic,
  kind: 'UPDATED',
  entity: 'Thing:1',
  entityVersion: 1,
  actor: null,
  at: new Date('2026-11-20T12:00:00Z'),
  fields: [],
  data,
});

const append = (...changes: Change[]): Promise<LoggedChange[]> =>
  test.database.transaction((tx) => log.append(tx, changes));

async function take(stream: AsyncIterableIterator<StreamedChange>, count: number): Promise<StreamedChange[]> {
  const taken: StreamedChange[] = [];
  while (taken.length < count) {
    const next = await stream.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

describe('appending', () => {
  it('gives positions without a gap, each topic its own', async () => {
    const logged = await append(change('a:1'), change('a:2'), change('a:1'));
    expect(logged.map(({ topic, position }) => [topic, position])).toEqual([['a:1', 1], ['a:2', 1], ['a:1', 2]]);
    expect((await log.read('a:1', 0, 10)).map(({ position }) => position)).toEqual([1, 2]);
  });

  it('leaves nothing behind when the transaction fails, no position either', async () => {
    await append(change('b'));
    await expect(
      test.database.transaction(async (tx) => {
        await log.append(tx, [change('b')]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect((await append(change('b')))[0]?.position).toBe(2);
  });

  it('keeps what was written as it was', async () => {
    const written = { ...change('c', { title: 'Tea', count: 3 }), actor: 'u1', fields: ['title', 'count'] };
    const [logged] = await append(written);
    expect(await log.read('c', 0, 1)).toEqual([{ ...written, id: logged?.id, position: 1 }]);
  });

  it('does not deadlock when transactions write the same topics in other orders', async () => {
    const writers = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0 ? append(change('d:1'), change('d:2')) : append(change('d:2'), change('d:1')),
    );
    await Promise.all(writers);
    expect(await log.end('d:1')).toBe(40);
    expect(await log.end('d:2')).toBe(40);
  });
});

describe('streaming', () => {
  it('begins at the present end without a cursor, and behind the cursor with one', async () => {
    await append(change('s'), change('s'));
    const fromNow = await streamChanges(source, 's', null);
    const replay = await streamChanges(source, 's', encodeCursor('s', 1));
    await append(change('s'));
    expect((await take(fromNow, 1)).map(({ change: { position } }) => position)).toEqual([3]);
    expect((await take(replay, 2)).map(({ change: { position } }) => position)).toEqual([2, 3]);
    await fromNow.return?.();
    await replay.return?.();
  });

  it('ends at once when it is returned while it waits', async () => {
    const stream = await streamChanges(source, 'silent', null);
    const pending = stream.next();
    await stream.return?.();
    expect(await pending).toEqual({ value: undefined, done: true });
  });

  it('delivers a change that a long transaction commits late', async () => {
    const stream = await streamChanges(source, 'late', null);
    const seen = take(stream, 2);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const long = test.database.transaction(async (tx) => {
      await log.append(tx, [change('late', { by: 'long' })]);
      began();
      await held;
    });
    await begun;
    const short = append(change('late', { by: 'short' }));
    release();
    await Promise.all([long, short]);
    expect((await seen).map(({ change: { position, data } }) => [position, data])).toEqual([
      [1, { by: 'long' }],
      [2, { by: 'short' }],
    ]);
    await stream.return?.();
  });

  it('finds a change whose wake-up was lost', async () => {
    const deaf = { ...source, pubsub: { ...pubsub, listen: () => Promise.resolve(() => undefined) }, lookAgainAfter: 20 };
    const stream = await streamChanges(deaf, 'deaf', null);
    const seen = take(stream, 1);
    await append(change('deaf'));
    expect(await seen).toHaveLength(1);
    await stream.return?.();
  });

  it('loses and doubles nothing over 1,000 subscriptions begun during writes', async () => {
    const topic = 'race';
    const total = 400;
    let written = 0;
    const writing = (async () => {
      while (written < total) {
        await append(change(topic));
        written += 1;
      }
    })();
    const listen = async (): Promise<void> => {
      const end = await log.end(topic);
      const stream = await streamChanges(source, topic, encodeCursor(topic, end));
      const seen = await take(stream, Math.min(3, total - end));
      expect(seen.map(({ change: { position } }) => position)).toEqual(
        Array.from({ length: Math.min(3, total - end) }, (_, index) => end + index + 1),
      );
      await stream.return?.();
    };
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 50 }, listen));
    await writing;
  });

  it('refuses a cursor of another topic, and one that is older than the log replays', async () => {
    await append(change('old'), change('old'), change('old'));
    await expect(streamChanges(source, 'old', encodeCursor('other', 1))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(streamChanges(source, 'old', 'nonsense')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await log.raiseFloors(new Date('2026-11-20T12:00:01Z'));
    await expect(streamChanges(source, 'old', encodeCursor('old', 2))).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' });
    await (await streamChanges(source, 'old', encodeCursor('old', 3))).return?.();
  });
});

describe('streaming several topics', () => {
  it('begins a topic that joins later at its present end, and stops one that left', async () => {
    await append(change('m:1'), change('m:2'));
    let topics = ['m:1'];
    const stream = await streamTopics(source, { topics: () => Promise.resolve(topics), wakeOn: ['m:me'], after: null });
    const first = take(stream, 1);
    await append(change('m:1', { n: 1 }));
    expect((await first)[0]?.change.data).toEqual({ n: 1 });

    const second = take(stream, 1);
    topics = ['m:2'];
    await append(change('m:me'));
    await until('the stream follows m:2', async () => {
      await append(change('m:2', { n: 2 }));
      return Promise.race([second.then(() => true), new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
    });
    expect((await second)[0]?.change).toMatchObject({ topic: 'm:2', data: { n: 2 } });
    await stream.return?.();
  });

  it('goes on behind its own cursor in every topic', async () => {
    await append(change('n:1'), change('n:2'));
    const after = await endOfTopics(log, ['n:1', 'n:2']);
    await append(change('n:2', { n: 1 }), change('n:1', { n: 2 }));
    const options = { topics: () => Promise.resolve(['n:1', 'n:2']), wakeOn: [] };
    const stream = await streamTopics(source, { ...options, after });
    const seen = await take(stream, 1);
    await stream.return?.();
    const resumed = await streamTopics(source, { ...options, after: seen[0]?.cursor });
    const rest = await take(resumed, 1);
    await resumed.return?.();
    expect([...seen, ...rest].map(({ change: { data } }) => data)).toEqual([{ n: 2 }, { n: 1 }]);
  });
});
