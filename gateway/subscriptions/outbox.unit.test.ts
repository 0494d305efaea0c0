import { describe, expect, it, jest } from '@jest/globals';
import { createOutboxes, type OutboxSocket, type WaitingLimits } from './outbox.js';

/** A socket from which nothing leaves until `leave` is called. */
function stalledSocket() {
  const sent: string[] = [];
  const callbacks: ((error?: Error) => void)[] = [];
  const socket = {
    OPEN: 1,
    readyState: 1 as number,
    send(content: Buffer, _options: object, callback: (error?: Error) => void) {
      sent.push(content.toString());
      callbacks.push(callback);
    },
  };
  return { socket: socket as typeof socket & OutboxSocket, sent, leave: (error?: Error) => callbacks.shift()?.(error) };
}

function given(limits: Partial<WaitingLimits> = {}) {
  const waiting = { messages: 0, bytes: 0, fellBehind: 0 };
  const outboxes = createOutboxes(
    { messages: 3, bytes: 100, bytesInAll: 150, ...limits },
    {
      waitingMessages: { inc: (by) => (waiting.messages += by as number) },
      waitingBytes: { inc: (by) => (waiting.bytes += by as number) },
      fellBehind: { inc: () => (waiting.fellBehind += 1) },
    },
  );
  const open = () => {
    const line = stalledSocket();
    const state = { behind: false };
    const outbox = outboxes.open(line.socket, () => (state.behind = true));
    return { ...line, outbox, state };
  };
  return { open, waiting };
}

describe('an outbox', () => {
  it('sends one message after the other, and lets producers wait for theirs', async () => {
    const { open, waiting } = given();
    const { outbox, sent, leave } = open();
    const done: string[] = [];
    void outbox.send('a').then(() => done.push('a'));
    void outbox.send('b').then(() => done.push('b'));
    expect([sent, waiting]).toEqual([['a'], { messages: 1, bytes: 1, fellBehind: 0 }]);
    leave();
    await Promise.resolve();
    expect([sent, done, waiting.messages]).toEqual([['a', 'b'], ['a'], 0]);
    leave();
    await Promise.resolve();
    expect(done).toEqual(['a', 'b']);
  });

  it.each([
    ['messages', ['1', '2', '3', '4']],
    ['bytes', ['x'.repeat(60), 'x'.repeat(60)]],
  ])('falls behind when too many %s wait, and holds nothing from then on', async (_what, texts) => {
    const { open, waiting } = given();
    const { outbox, sent, state, leave } = open();
    const first = outbox.send('first, of any length: '.repeat(10));
    const rest = texts.map((text) => outbox.send(text));
    expect(state.behind).toBe(true);
    expect(waiting).toEqual({ messages: 0, bytes: 0, fellBehind: 1 });
    await Promise.all([first, ...rest, outbox.send('late')]);
    leave();
    expect(sent).toHaveLength(1);
  });

  it('lets as much wait as may', () => {
    const { open, waiting } = given();
    const { outbox, state } = open();
    for (const text of ['on its way', 'x'.repeat(33), 'x'.repeat(33), 'x'.repeat(34)]) void outbox.send(text);
    expect([state.behind, waiting]).toEqual([false, { messages: 3, bytes: 100, fellBehind: 0 }]);
  });

  it('makes room for others: of all that wait, the one that holds most falls behind', () => {
    const { open, waiting } = given();
    const [one, two, three] = [open(), open(), open()] as const;
    for (const { outbox } of [one, two, three]) void outbox.send('on its way');
    void one.outbox.send('x'.repeat(60));
    void two.outbox.send('x'.repeat(80));
    void three.outbox.send('x'.repeat(20));
    expect([one, two, three].map(({ state }) => state.behind)).toEqual([false, true, false]);
    expect(waiting).toEqual({ messages: 2, bytes: 80, fellBehind: 1 });
  });

  it('lets producers go on once nothing has left for a second', async () => {
    jest.useFakeTimers();
    try {
      const { open } = given();
      const { outbox } = open();
      const both = Promise.all([outbox.send('a'), outbox.send('b')]);
      jest.advanceTimersByTime(1000);
      await both;
      await outbox.send('c');
    } finally {
      jest.useRealTimers();
    }
  });

  it('lets everybody go at its end, and when the socket closes or fails', async () => {
    const { open, waiting } = given();
    const ended = open();
    const both = [ended.outbox.send('a'), ended.outbox.send('b')];
    ended.outbox.end();
    await Promise.all(both);
    const closing = open();
    const all = [closing.outbox.send('a'), closing.outbox.send('b'), closing.outbox.send('c')];
    closing.socket.readyState = 2;
    closing.leave();
    await Promise.all(all);
    const failing = open();
    const failed = failing.outbox.send('a');
    failing.leave(new Error('EPIPE'));
    await expect(failed).rejects.toThrow('EPIPE');
    expect(waiting).toEqual({ messages: 0, bytes: 0, fellBehind: 0 });
  });
});
