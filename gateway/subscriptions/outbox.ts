import type { Counter, Gauge } from 'prom-client';
import type { WebSocket } from 'ws';

/** What may wait for listeners that do not read. */
export interface WaitingLimits {
  /** Messages for one socket, beside the one on its way. */
  readonly messages: number;
  /** Bytes for one socket, beside the message on its way. */
  readonly bytes: number;
  /** Bytes for all sockets together. */
  readonly bytesInAll: number;
}

/** What is told of those who wait. */
export interface WaitingMetrics {
  readonly waitingMessages: Pick<Gauge, 'inc'>;
  readonly waitingBytes: Pick<Gauge, 'inc'>;
  readonly fellBehind: Pick<Counter, 'inc'>;
}

/** The messages for one socket. */
export interface Outbox {
  /**
   * Sends a message once those before have left the process. Resolves when it has left too, so that nothing more is
   * produced for who reads slowly; or, when nothing has left for a second, at once: then messages wait here.
   */
  send(text: string): Promise<void>;
  /** Forgets what waits. */
  end(): void;
}

/** Where the outboxes of all sockets are made. */
export interface Outboxes {
  /** `fallBehind` is called once when more waits than may; nothing is sent from then on. */
  open(socket: OutboxSocket, fallBehind: () => void): Outbox;
}

export type OutboxSocket = Pick<WebSocket, 'send' | 'readyState' | 'OPEN'>;

/** Milliseconds without progress after which a listener counts as stalled. */
const STALLED = 1000;

interface Message {
  readonly content: Buffer;
  readonly sent: () => void;
  readonly failed: (error: Error) => void;
}

/** Outboxes that share one limit: when all of them together hold too much, the one that holds most falls behind. */
export function createOutboxes(limits: WaitingLimits, metrics: WaitingMetrics): Outboxes {
  const holding = new Set<SocketOutbox>();
  let bytesInAll = 0;
  const shared: Shared = {
    limits,
    holding,
    count(messages, bytes) {
      bytesInAll += bytes;
      metrics.waitingMessages.inc(messages);
      metrics.waitingBytes.inc(bytes);
    },
    makeRoom() {
      if (bytesInAll <= limits.bytesInAll) return;
      [...holding].reduce((most, each) => (each.bytes > most.bytes ? each : most)).overflow();
    },
    fellBehind: () => metrics.fellBehind.inc(),
  };
  return { open: (socket, fallBehind) => new SocketOutbox(socket, shared, fallBehind) };
}

/** What the outboxes have in common. */
interface Shared {
  readonly limits: WaitingLimits;
  /** Those in which something waits. */
  readonly holding: Set<SocketOutbox>;
  count(messages: number, bytes: number): void;
  /** Ends the one that holds most when all together hold too much. */
  makeRoom(): void;
  fellBehind(): void;
}

class SocketOutbox implements Outbox {
  /** Bytes that wait. */
  bytes = 0;
  private queue: Message[] = [];
  private onItsWay: Message | null = null;
  private stalled = false;
  private ended = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: OutboxSocket,
    private readonly shared: Shared,
    private readonly fallBehind: () => void,
  ) {}

  send(text: string): Promise<void> {
    return new Promise((sent, failed) => {
      if (this.ended || this.socket.readyState !== this.socket.OPEN) {
        sent();
        return;
      }
      const message = { content: Buffer.from(text), sent, failed };
      if (this.onItsWay) this.enqueue(message);
      else this.dispatch(message);
    });
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.shared.holding.delete(this);
    this.shared.count(-this.queue.length, -this.bytes);
    clearTimeout(this.timer);
    this.letProducersGo();
    this.queue = [];
    this.bytes = 0;
  }

  overflow(): void {
    this.end();
    this.shared.fellBehind();
    this.fallBehind();
  }

  private enqueue(message: Message): void {
    const { limits, holding } = this.shared;
    holding.add(this);
    this.queue.push(message);
    this.bytes += message.content.length;
    this.shared.count(1, message.content.length);
    if (this.stalled) message.sent();
    if (this.queue.length > limits.messages || this.bytes > limits.bytes) this.overflow();
    else this.shared.makeRoom();
  }

  private dispatch(message: Message): void {
    this.onItsWay = message;
    this.timer = setTimeout(() => this.stall(), STALLED);
    this.timer.unref();
    this.socket.send(message.content, { binary: false }, (error) => {
      clearTimeout(this.timer);
      this.stalled = false;
      this.onItsWay = null;
      if (error) message.failed(error);
      else message.sent();
      this.sendNext();
    });
  }

  private sendNext(): void {
    const next = this.queue.shift();
    if (!next) {
      this.shared.holding.delete(this);
      return;
    }
    this.bytes -= next.content.length;
    this.shared.count(-1, -next.content.length);
    if (this.socket.readyState === this.socket.OPEN) {
      this.dispatch(next);
      return;
    }
    next.sent();
    this.end();
  }

  private stall(): void {
    this.stalled = true;
    this.letProducersGo();
  }

  private letProducersGo(): void {
    this.onItsWay?.sent();
    for (const { sent } of this.queue) sent();
  }
}
