import type { ApolloServerPlugin } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';

/** Answers 429 with Retry-After (RFC 6585, 4) where the whole answer is that something was tried too often. */
export const tooManyRequests: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response }) {
        const wait = response.body.kind === 'single' ? secondsToWait(response.body.singleResult) : null;
        if (wait !== null) {
          response.http.status = 429;
          response.http.headers.set('retry-after', String(wait));
        }
        return Promise.resolve();
      },
    }),
};

/** Null when anything else stands in the answer, too. */
export function secondsToWait({ data, errors = [] }: FormattedExecutionResult): number | null {
  const limited = errors.filter(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED');
  const answered = Object.values(data ?? {}).some((value) => value !== null);
  if (limited.length === 0 || limited.length < errors.length || answered) return null;
  return Math.max(1, ...limited.map(({ extensions }) => Number(extensions?.['retryAfter']) || 1));
}
