import type { ExecutionResult } from 'graphql';
import { pullIterator } from '../../platform/iteration.js';
import { StreamLost } from '../../platform/subgraph/transport.js';

/** What becomes of messages. */
export interface MessageCompletion {
  /** Adds what other subgraphs know to one message. */
  complete(message: ExecutionResult): Promise<ExecutionResult>;
  /** The last result, when something was thrown. */
  fail(error: unknown): ExecutionResult;
}

/**
 * The messages of one subgraph, each completed with fields of others, one at a time and in order. What is thrown on
 * the way becomes one last result; but StreamLost is passed on. `return()` ends it and its source at once.
 */
export function federatedStream(
  source: AsyncIterableIterator<ExecutionResult>,
  { complete, fail }: MessageCompletion,
): AsyncIterableIterator<ExecutionResult> {
  let failed = false;
  return pullIterator(
    async () => {
      if (failed) return null;
      try {
        const message = await source.next();
        return message.done ? null : await complete(message.value);
      } catch (error) {
        if (error instanceof StreamLost) throw error;
        failed = true;
        return fail(error);
      }
    },
    async () => {
      await source.return?.();
    },
  );
}
