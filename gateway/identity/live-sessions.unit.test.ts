import { describe, expect, it } from '@jest/globals';
import { SESSION_CHANGED, type LiveSession } from '../../platform/identity/sessions.js';
import { silentLogger } from '../../platform/logger.js';
import { createMemoryPubSub } from '../../platform/pubsub/memory.js';
import { manualClock } from '../../platform/testing/clock.js';
import { until } from '../../platform/testing/until.js';
import { watchSessions } from './live-sessions.js';

const alive: LiveSession = { userId: 'u1', role: 'MEMBER', scopes: ['ACCOUNT'] };

async function given() {
  const answers: ((answer: LiveSession | null) => void)[] = [];
  const sessions = {
    session: () => new Promise<LiveSession | null>((resolve) => answers.push(resolve)),
    scriptToken: () => Promise.resolve(null),
    keys: () => Promise.resolve({ keys: [] }),
  };
  const pubsub = createMemoryPubSub();
  const clock = manualClock();
  const live = await watchSessions({ sessions, pubsub, clock, logger: silentLogger() });
  return { answers, pubsub, clock, live };
}

describe('what is known of sessions', () => {
  it('is asked for once, however many want to know at the same time', async () => {
    const { answers, live } = await given();
    const all = Promise.all(Array.from({ length: 10 }, () => live.find('s1')));
    expect(answers).toHaveLength(1);
    answers[0]?.(alive);
    expect(await all).toEqual(Array.from({ length: 10 }, () => alive));
    expect(await live.find('s1')).toBe(alive);
    expect(answers).toHaveLength(1);
  });

  it('is not kept when the session changed while it was asked for', async () => {
    const { answers, pubsub, live } = await given();
    const changed: string[] = [];
    live.onChange((id) => changed.push(id));
    const before = live.find('s1');
    pubsub.publish(SESSION_CHANGED, 's1');
    await until('the change is heard', () => changed.length === 1);
    answers[0]?.(alive);
    await before;
    const after = live.find('s1');
    answers[1]?.(null);
    expect(await after).toBeNull();
  });

  it('holds for three seconds, and then as the last answer where no other comes within 300 ms', async () => {
    const { answers, clock, live } = await given();
    const first = live.find('s1');
    answers[0]?.(alive);
    await first;
    clock.advance(3000);
    expect(await live.find('s1')).toBe(alive);
    expect(answers).toHaveLength(2);
    await expect(live.find('s2')).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  it('is not the last answer any more once the session has changed', async () => {
    const { answers, pubsub, live } = await given();
    const first = live.find('s1');
    answers[0]?.(alive);
    await first;
    let heard = false;
    live.onChange(() => (heard = true));
    pubsub.publish(SESSION_CHANGED, 's1');
    await until('the change is heard', () => heard);
    await expect(live.find('s1')).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });
});
