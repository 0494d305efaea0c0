import { EventEmitter } from 'node:events';

/**
 * Tells whoever works on an answer that nobody waits for it any more. An `AbortSignal` in all that we need (undici takes either),
 * but for what it leaves behind: Node gives each one a hidden class of its own, for V8 to keep until it collects the whole heap,
 * and the request with it (decision 16).
 */
export class AbortEmitter extends EventEmitter<{ abort: [] }> {
  aborted = false;
  reason: unknown;

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.emit('abort');
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }
}
