import { GraphQLError } from 'graphql';
import { CallerError } from '../platform/errors.js';
import type { Logger } from '../platform/logger.js';
import { callerError } from '../platform/subgraph/error-format.js';

/** Logs what nobody foresaw, and gives what the caller may know of it: that it happened, and in which request. */
export function internalError(error: unknown, requestId: string, logger: Logger, path?: readonly (string | number)[]): GraphQLError {
  logger.error({ err: error, requestId, path }, 'an operation failed');
  return new GraphQLError('Something went wrong on our side.', {
    path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  });
}

/** Whatever was thrown, as an error that may leave the house. A GraphQLError with a code is one already. */
export function answerable(error: unknown, requestId: string, logger: Logger): GraphQLError {
  if (error instanceof CallerError) return callerError(error);
  if (error instanceof GraphQLError && typeof error.extensions['code'] === 'string') return error;
  return internalError(error, requestId, logger);
}

/** A refusal without what graphql-js suggests instead: its own switch misses the one about a field that wants subfields. */
export const withoutHint = (message: string): string => message.replace(/ Did you mean .*$/s, '');
