import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../testing/until.js';
import type { PubSub } from '../pubsub.js';

/** Wake-ups to be tried. */
export interface TestedPubSub {
  readonly pubsub: PubSub;
  /** The same channels, as another process has them; the same object where there is no other. */
  readonly elsewhere: PubSub;
  stop(): Promise<void>;
}

/** What every make of wake-ups promises. */
export function pubSubSuite(start: () => Promise<TestedPubSub>): void {
  let tested: TestedPubSub;
  beforeAll(async () => {
    tested = await start();
  });
  afterAll(() => tested.stop());

  /** Listens, and keeps what is heard. */
  const listen = async (channel: string, on: PubSub = tested.pubsub): Promise<{ heard: string[]; stop: () => void }> => {
    const heard: string[] = [];
    const stop = await on.listen(channel, (message) => heard.push(message));
    return { heard, stop };
  };
  /** Resolves when everything that was told before has been heard on both sides. */
  const settled = async (): Promise<void> => {
    for (const on of [tested.pubsub, tested.elsewhere]) {
      const { heard, stop } = await listen('last', on);
      tested.pubsub.publish('last');
      await until('the last was heard', () => heard.length > 0);
      stop();
    }
  };

  it('tells everybody who listens, here and elsewhere, from the moment that they do', async () => {
    const listeners = [await listen('news'), await listen('news'), await listen('news', tested.elsewhere)];
    tested.pubsub.publish('news', 'one');
    await until('all heard it', () => listeners.every(({ heard }) => heard.length === 1));
    tested.elsewhere.publish('news', 'two');
    await until('all heard both', () => listeners.every(({ heard }) => heard.length === 2));
    expect(listeners.map(({ heard }) => heard)).toEqual([['one', 'two'], ['one', 'two'], ['one', 'two']]);
    for (const { stop } of listeners) stop();
  });

  it('says an empty message where none is given, and any text as it is', async () => {
    const { heard, stop } = await listen('texts');
    const texts = ['"quoted"', '7', '{"a":1}', 'né 🎈', 'null'];
    tested.elsewhere.publish('texts');
    for (const text of texts) tested.elsewhere.publish('texts', text);
    await until('all were heard', () => heard.length === texts.length + 1);
    expect(heard).toEqual(['', ...texts]);
    stop();
  });

  it('keeps channels apart, those with signs of patterns too', async () => {
    const one = await listen('calendar:*');
    const other = await listen('calendar:1');
    tested.pubsub.publish('calendar:1', 'x');
    await settled();
    expect([one.heard, other.heard]).toEqual([[], ['x']]);
    one.stop();
    other.stop();
  });

  it('calls nobody within publish', async () => {
    const { heard, stop } = await listen('later');
    tested.pubsub.publish('later');
    expect(heard).toEqual([]);
    await until('it was heard', () => heard.length === 1);
    stop();
  });

  it('tells nobody who has stopped, and goes on telling the others', async () => {
    const gone = await listen('staying');
    const stays = await listen('staying');
    tested.pubsub.publish('staying', 'before');
    await until('both heard it', () => gone.heard.length === 1 && stays.heard.length === 1);
    gone.stop();
    gone.stop();
    tested.pubsub.publish('staying', 'after');
    await until('the other heard it', () => stays.heard.length === 2);
    await settled();
    expect(gone.heard).toEqual(['before']);
    stays.stop();
  });

  it('hears again who stopped and came back at once', async () => {
    const first = await listen('back');
    first.stop();
    const second = await listen('back');
    tested.elsewhere.publish('back', 'x');
    await until('it was heard', () => second.heard.length === 1);
    expect(first.heard).toEqual([]);
    second.stop();
  });

  it('serves many who come at once', async () => {
    const listeners = await Promise.all(Array.from({ length: 200 }, (_, n) => listen(`many:${String(n % 20)}`)));
    for (let n = 0; n < 20; n += 1) tested.elsewhere.publish(`many:${String(n)}`, String(n));
    await until('all heard their own', () => listeners.every(({ heard }) => heard.length === 1));
    expect(listeners.map(({ heard }) => heard[0])).toEqual(listeners.map((_, n) => String(n % 20)));
    for (const { stop } of listeners) stop();
  });

  it('answers a ping', async () => {
    await tested.pubsub.ping();
  });
}
