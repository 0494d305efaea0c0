import { createSourceEventStream, execute, GraphQLError, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { mapIterator } from '../iteration.js';
import type { Logger } from '../logger.js';
import { formatError } from './error-format.js';
import type { RequestIdentity, SubgraphRequest, SubgraphTransport } from './transport.js';

export interface InProcessOptions<Context> {
  readonly schema: GraphQLSchema;
  readonly contextOf: (identity: RequestIdentity) => Context;
  readonly logger: Logger;
}

const PARSED_KEPT = 500;

/** Reaches a subgraph by a function call: the verified viewer is passed as it is, nothing is serialised. */
export function createInProcessTransport<Context>(options: InProcessOptions<Context>): SubgraphTransport {
  const { schema, contextOf, logger } = options;
  const parseOnce = cachedParse();
  const argsFor = (request: SubgraphRequest, identity: RequestIdentity) => ({
    schema,
    document: parseOnce(request.query),
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: contextOf(identity),
  });
  const formatted = (result: ExecutionResult, identity: RequestIdentity): ExecutionResult =>
    result.errors
      ? { ...result, errors: result.errors.map((error) => formatError(error, identity.requestId, logger)) }
      : result;

  return {
    async execute(request, identity) {
      return formatted(await execute(argsFor(request, identity)), identity);
    },
    async subscribe(request, identity) {
      const source = await createSourceEventStream(argsFor(request, identity));
      if (!(Symbol.asyncIterator in source)) return formatted(source, identity);
      // A context of its own for each message: loaders must not remember what was true before the change.
      const results = mapIterator(source[Symbol.asyncIterator]() as AsyncIterableIterator<unknown>, async (rootValue) =>
        formatted(await execute({ ...argsFor(request, identity), rootValue }), identity),
      );
      return endingWithError(results, (error) => formatError(asGraphQLError(error), identity.requestId, logger));
    },
  };
}

/** Parsed documents by text: the planner writes the same few again and again. Oldest out first. */
function cachedParse(): (query: string) => DocumentNode {
  const parsed = new Map<string, DocumentNode>();
  return (query) => {
    const known = parsed.get(query);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    if (parsed.size >= PARSED_KEPT) parsed.delete(parsed.keys().next().value ?? '');
    parsed.set(query, document);
    return document;
  };
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('The subscription failed.', { originalError: error instanceof Error ? error : new Error(String(error)) });

/** A source that throws ends its stream with one last result that carries the error. */
function endingWithError(
  iterator: AsyncIterableIterator<ExecutionResult>,
  errorOf: (error: unknown) => GraphQLError,
): AsyncIterableIterator<ExecutionResult> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await iterator.next();
      } catch (error) {
        return { value: { data: null, errors: [errorOf(error)] }, done: false };
      }
    },
    return: async () => (await iterator.return?.()) ?? { value: undefined, done: true },
    throw: async (error) => (await iterator.throw?.(error)) ?? { value: undefined, done: true },
  };
}
