import type { DocumentNode, ExecutionResult } from 'graphql';
import type { RequestIdentity } from '../../platform/subgraph/transport.js';
import type { ServedSupergraph } from '../supergraph.js';

/** An operation that is valid against the API schema, may be run by its caller, and whose variables can be coerced. */
export interface Operation {
  readonly supergraph: ServedSupergraph;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same key stands for the same document and operation name: what plans are kept by. */
  readonly planKey: string;
}

/**
 * Runs operations over the subgraphs. Errors in its answers are ready for the client: with a path and
 * `extensions.code`, and nothing of ours in them. It never rejects.
 */
export interface Executor {
  /** A query or a mutation. A subgraph out of reach costs its own fields (SUBGRAPH_UNAVAILABLE) and no more. */
  execute(operation: Operation, identity: RequestIdentity): Promise<ExecutionResult>;
  /**
   * An iterator of results, or one result with errors when the subscription was refused. `identityNow` is asked at the start
   * and for every message; when it throws, that error is the last result. `return()` ends the iterator at once, also
   * while a `next()` is pending. It throws StreamLost, and nothing else, when the way to a subgraph breaks off.
   */
  subscribe(
    operation: Operation,
    identityNow: () => Promise<RequestIdentity>,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** Whether a subscription began. */
export function isStream(
  result: AsyncIterableIterator<ExecutionResult> | ExecutionResult,
): result is AsyncIterableIterator<ExecutionResult> {
  return Symbol.asyncIterator in result;
}
