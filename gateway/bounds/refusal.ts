import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../platform/errors.js';

const QUERY_TOO_COMPLEX: ErrorCode = 'QUERY_TOO_COMPLEX';

/** What a document gets that asks for more than a bound lets it: which one, and how far it goes. Never how far it went. */
export function tooComplex(bound: string, limit: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: QUERY_TOO_COMPLEX, bound, limit } });
}
