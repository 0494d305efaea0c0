import type { FormattedExecutionResult } from 'graphql';
import type { AnswerType } from './media-types.js';

/**
 * Which status codes answers bear. `2025`: 400 for requests that can't be run, 200 for all that were. `2026-09`: as the
 * edition of GraphQL over HTTP of September 2026 has it, which tells 400 from 422, and marks partial answers with 294.
 */
export type StatusCodes = '2025' | '2026-09';

/** Codes of requests that were well-formed, and whose document or variables are at fault. */
const OF_THE_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/**
 * The status of an answer, where it is for us to say; undefined leaves it as it is. Plain JSON gets 200 whenever the request was
 * well-formed: with it, anything else may come from a proxy, and clients don't read it.
 */
export function statusOf({ data, errors }: FormattedExecutionResult, type: AnswerType, statusCodes: StatusCodes): number | undefined {
  if (!errors || errors.length === 0) return undefined;
  const modern = type === 'application/graphql-response+json';
  if (data !== undefined) return modern && statusCodes === '2026-09' ? 294 : undefined;
  const codes = errors.map(({ extensions }) => String(extensions?.['code']));
  if (!codes.every((code) => OF_THE_DOCUMENT.has(code))) return undefined;
  if (!modern) return 200;
  return statusCodes === '2026-09' && !codes.includes('GRAPHQL_PARSE_FAILED') ? 422 : 400;
}
