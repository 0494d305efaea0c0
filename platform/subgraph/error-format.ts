import { GraphQLError } from 'graphql';
import { CallerError } from '../errors.js';
import type { Logger } from '../logger.js';

/**
 * An error as the caller may see it: a CallerError with its code, a mistake that graphql-js found as BAD_USER_INPUT, and
 * anything else logged once and told as INTERNAL_SERVER_ERROR with the request's id.
 */
export function formatError(error: GraphQLError, requestId: string, logger: Logger): GraphQLError {
  const { originalError: original } = error;
  const place = { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path };
  if (original instanceof CallerError) {
    return new GraphQLError(original.message, { ...place, extensions: { ...original.extensions, code: original.code } });
  }
  if (isTypedAlready(error)) return error;
  // graphql-js' own complaints about the request (a variable of the wrong type, say) have no original error.
  if (!original || original instanceof GraphQLError) {
    return new GraphQLError(error.message, { ...place, extensions: { code: 'BAD_USER_INPUT', ...error.extensions } });
  }
  logger.error({ err: original, requestId, path: error.path?.join('.') }, 'a resolver failed');
  return new GraphQLError('Something went wrong on our side.', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  });
}

const isTypedAlready = (error: GraphQLError): boolean => typeof error.extensions['code'] === 'string';
