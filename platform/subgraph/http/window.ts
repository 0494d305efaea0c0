/** How many more messages a subscription may send: whoever reads grants them, so that nothing piles up between two parts. */
export interface Window {
  grant(count: number): void;
  /** Resolves once a message may be sent, and counts it; also when `signal` is aborted. */
  take(signal: AbortSignal): Promise<void>;
}

/** A window that begins with so many. */
export function openWindow(size: number): Window {
  let left = size;
  let wake: (() => void) | undefined;
  return {
    grant(count) {
      left += count;
      wake?.();
    },
    async take(signal) {
      while (left <= 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      left -= 1;
    },
  };
}
