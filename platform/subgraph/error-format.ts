import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { DatabaseAway } from '../database/away.js';
import { CallerError, subgraphUnavailable } from '../errors.js';
import type { Logger } from '../logger.js';
import { whyOf } from '../why-of.js';

/** Where in a document, and in an answer, an error belongs. */
type Place = Pick<GraphQLErrorOptions, 'nodes' | 'source' | 'positions' | 'path'>;

/** A mistake of the caller as GraphQL has it. */
export function callerError({ code, message, extensions }: CallerError, { nodes, source, positions, path }: Place = {}): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, path, extensions: Object.assign({}, extensions, { code }) });
}

/**
 * An error as the caller may see it: a CallerError with its code, a mistake that graphql-js found as BAD_USER_INPUT, a
 * database out of reach as SUBGRAPH_UNAVAILABLE, and anything else logged once and told as INTERNAL_SERVER_ERROR with the request's id.
 */
export function formatError(error: GraphQLError, requestId: string, logger: Logger): GraphQLError {
  const { originalError: original } = error;
  const { nodes, source, positions, path } = error;
  if (original instanceof CallerError) return callerError(original, { nodes, source, positions, path });
  if (isTypedAlready(error)) return error;
  // graphql-js' own complaints about the request (a variable of the wrong type, say) have no original error.
  if (!original || original instanceof GraphQLError) {
    return new GraphQLError(error.message, { nodes, source, positions, path, extensions: { code: 'BAD_USER_INPUT', ...error.extensions } });
  }
  if (original instanceof DatabaseAway) {
    logger.warn({ why: whyOf(original.cause), requestId, path: path?.join('.') }, 'a resolver was left without its database');
    return callerError(subgraphUnavailable(), { nodes, source, positions, path });
  }
  logger.error({ err: original, requestId, path: path?.join('.') }, 'a resolver failed');
  return new GraphQLError('Something went wrong on our side.', { nodes, source, positions, path, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } });
}

const isTypedAlready = (error: GraphQLError): boolean => typeof error.extensions['code'] === 'string';
