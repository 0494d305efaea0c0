import { describe, expect, it } from '@jest/globals';
import { SESSION_CHANGED, type LiveScriptToken, type LiveSession } from '../../platform/identity/sessions.js';
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
    const changed: (string | null)[] = [];
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

describe('a wake-up that says only that wake-ups were lost', () => {
  it('has every session and token asked for again, and every connection looked at', async () => {
    const asked: string[] = [];
    const sessions = {
      session: (id: string) => Promise.resolve(asked.push(id) > 3 ? null : alive),
      scriptToken: (hash: string) => Promise.resolve(asked.push(hash) > 3 ? null : { ...alive, id: `of ${hash}`, expiresAt: null }),
      keys: () => Promise.resolve({ keys: [] }),
    };
    const pubsub = createMemoryPubSub();
    const live = await watchSessions({ sessions, pubsub, clock: manualClock(), logger: silentLogger() });
    const told: (string | null)[] = [];
    live.onChange((id) => told.push(id));
    const all = () => Promise.all([live.find('s1'), live.find('s2'), live.findScriptToken('hash')]);
    expect(await all()).toMatchObject([alive, alive, alive]);
    expect(await all()).toMatchObject([alive, alive, alive]);
    expect(asked).toHaveLength(3);
    pubsub.publish(SESSION_CHANGED);
    await until('it is heard', () => told.length === 1);
    expect(told).toEqual([null]);
    expect(await all()).toEqual([null, null, null]);
  });

  it('leaves no answer standing that was on its way', async () => {
    const { answers, pubsub, live } = await given();
    let heard = false;
    live.onChange(() => (heard = true));
    const before = live.find('s1');
    pubsub.publish(SESSION_CHANGED);
    await until('it is heard', () => heard);
    answers[0]?.(alive);
    await before;
    const after = live.find('s1');
    answers[1]?.(null);
    expect(await after).toBeNull();
  });
});

describe('what is known of scripts’ tokens', () => {
  const token: LiveScriptToken = { ...alive, id: 't1', expiresAt: null };

  async function givenToken() {
    const answers: ((answer: LiveScriptToken | null) => void)[] = [];
    const sessions = {
      session: () => Promise.resolve(null),
      scriptToken: () => new Promise<LiveScriptToken | null>((resolve) => answers.push(resolve)),
      keys: () => Promise.resolve({ keys: [] }),
    };
    const pubsub = createMemoryPubSub();
    const live = await watchSessions({ sessions, pubsub, clock: manualClock(), logger: silentLogger() });
    const told: (string | null)[] = [];
    live.onChange((id) => told.push(id));
    return { answers, pubsub, live, told };
  }

  it('is asked for by hash, kept, and forgotten when its id is told', async () => {
    const { answers, pubsub, live, told } = await givenToken();
    const first = live.findScriptToken('hash');
    answers[0]?.(token);
    expect([await first, await live.findScriptToken('hash')]).toEqual([token, token]);
    expect(answers).toHaveLength(1);
    pubsub.publish(SESSION_CHANGED, 't1');
    await until('the change is heard', () => told.includes('t1'));
    const second = live.findScriptToken('hash');
    answers[1]?.(null);
    expect(await second).toBeNull();
  });

  it('is not kept when anything changed while it was asked for the first time: its id was not known yet', async () => {
    const { answers, pubsub, live, told } = await givenToken();
    const before = live.findScriptToken('hash');
    pubsub.publish(SESSION_CHANGED, 't1');
    await until('the change is heard', () => told.includes('t1'));
    answers[0]?.(token);
    await before;
    const after = live.findScriptToken('hash');
    answers[1]?.(null);
    expect(await after).toBeNull();
  });
});
