import { createHash } from 'node:crypto';
import { getOperationAST, getVariableValues, GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Logger } from '../platform/logger.js';
import type { RequestIdentity } from '../platform/subgraph/transport.js';
import { refuseCost } from './bounds/cost.js';
import { readDocument } from './bounds/document.js';
import { MOST_FAULTS } from './bounds/faults.js';
import { allowOperation, type AllowedOperation } from './authorization.js';
import { answerable } from './errors.js';
import type { Executor, Operation } from './executor/executor.js';
import type { ServedSupergraph } from './supergraph.js';

/** A document that was parsed and validated, with what came beside it. */
export interface OperationRequest {
  readonly supergraph: ServedSupergraph;
  readonly document: DocumentNode;
  /** The document's text, or its hash. */
  readonly source: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What happens to an operation between validation and the executor; the same for HTTP and WebSocket. */
export interface Operations {
  /** A query or mutation. An answer without `data` was refused before anything ran. */
  execute(request: OperationRequest, identity: RequestIdentity): Promise<ExecutionResult>;
  /** A subscription; who asks, and whether they still may, is looked at again for every message. */
  subscribe(
    request: OperationRequest,
    identityNow: () => Promise<RequestIdentity>,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** An operation that may run, or the answer that it gets instead. */
type Prepared = { readonly operation: Operation; readonly allowed: AllowedOperation } | { readonly answer: ExecutionResult };

/** Puts variables, authorization and execution together. */
export function createOperations(executor: Executor, maxCost: number, logger: Logger): Operations {
  const prepare = preparation(maxCost);
  return {
    async execute(request, identity) {
      if (getOperationAST(request.document, request.operationName)?.operation === 'subscription') return { errors: [elsewhere()] };
      const prepared = prepare(request, identity);
      if ('answer' in prepared) return prepared.answer;
      const { operation, allowed } = prepared;
      if (allowed.empty) return withRefused({ data: {} }, allowed);
      const result = await executor.execute(operation, identity);
      return allowed.errors.length > 0 ? withRefused(result, allowed) : result;
    },
    async subscribe(request, identityNow) {
      let requestId = 'unknown';
      try {
        const identity = await identityNow();
        requestId = identity.requestId;
        const prepared = prepare(request, identity);
        if ('answer' in prepared) return { errors: prepared.answer.errors };
        return await executor.subscribe(prepared.operation, async () => {
          const now = await identityNow();
          const again = prepare(request, now);
          if ('answer' in again) throw again.answer.errors?.[0] ?? new Error('A subscription was refused without a reason.');
          return now;
        });
      } catch (error) {
        return { errors: [answerable(error, requestId, logger)] };
      }
    },
  };
}

const preparation = (maxCost: number) => (request: OperationRequest, { viewer }: RequestIdentity): Prepared => {
  const { supergraph, document, operationName, variables } = request;
  const operation = getOperationAST(document, operationName);
  if (!operation) return refused(new GraphQLError('Which operation is meant?', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }));
  const coerced = getVariableValues(supergraph.apiSchema, operation.variableDefinitions ?? [], variables, { maxErrors: MOST_FAULTS });
  if (coerced.errors) return { answer: { errors: coerced.errors.map(asBadInput) } };
  const tooCostly = refuseCost(supergraph.costs, readDocument(document), operation, coerced.coerced, maxCost);
  if (tooCostly) return refused(tooCostly);
  const allowed = allowOperation(supergraph.access, document, operation, coerced.coerced, viewer);
  if (allowed.errors.length > 0 && operation.operation !== 'query') return { answer: { data: null, errors: allowed.errors } };
  const planKey = keyOf(request.source, operationName, allowed.removed);
  return { operation: { supergraph, document: allowed.document, operationName, variables, planKey }, allowed };
};

const elsewhere = (): GraphQLError =>
  new GraphQLError('Subscriptions are served over WebSocket (graphql-transport-ws), at the same address.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });

const refused = (error: GraphQLError): Prepared => ({ answer: { errors: [error] } });

const asBadInput = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes, extensions: { ...error.extensions, code: 'BAD_USER_INPUT' } });

function keyOf(source: string, operationName: string | undefined, removed: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify([source, operationName, [...removed].sort()])).digest('base64url');
}

/** Puts the refused fields' nulls and errors into the answer, at the places that the document gives them. */
function withRefused(result: ExecutionResult, { keys, errors, refusesAll }: AllowedOperation): ExecutionResult {
  const all = [...errors, ...(result.errors ?? [])];
  if (refusesAll || !result.data) return { data: null, errors: all };
  const data = Object.create(null) as Record<string, unknown>;
  for (const key of keys) data[key] = Object.hasOwn(result.data, key) ? result.data[key] : null;
  return { data, errors: all };
}
