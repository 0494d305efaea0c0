import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { text } from '../i18n/text.js';

/** What went wrong, as a person reads it. */
export interface PlainError {
  readonly message: string;
  /** What finds it in the server's log; null where the server was not reached. */
  readonly requestId: string | null;
  readonly code: string | null;
}

interface Told {
  readonly message: string;
  readonly extensions?: { readonly [name: string]: unknown };
}

/** Turns whatever an operation failed with into plain words. */
export function plainError(error: unknown): PlainError {
  const told = firstError(error);
  if (!told) return { message: text('error.network'), requestId: null, code: null };
  const code = typeof told.extensions?.['code'] === 'string' ? told.extensions['code'] : null;
  const requestId = typeof told.extensions?.['requestId'] === 'string' ? told.extensions['requestId'] : null;
  return { message: wordsFor(code, told), requestId, code };
}

function firstError(error: unknown): Told | undefined {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0];
  if (!ServerError.is(error)) return undefined;
  try {
    return (JSON.parse(error.bodyText) as { errors?: Told[] }).errors?.[0];
  } catch {
    return { message: '' };
  }
}

function wordsFor(code: string | null, told: Told): string {
  switch (code) {
    case 'BAD_USER_INPUT':
      return issues(told) || told.message;
    case 'RATE_LIMITED':
      return text('error.rate', { seconds: Number(told.extensions?.['retryAfter'] ?? 60) });
    case 'UNAUTHENTICATED':
      return text('error.signedOut');
    case 'FORBIDDEN':
      return text('error.forbidden');
    case 'NOT_FOUND':
      return text('error.notFound');
    case 'CONFLICT':
      return text('error.conflict');
    case 'SUBGRAPH_UNAVAILABLE':
      return text('error.unavailable');
    default:
      return text('error.unknown');
  }
}

function issues(told: Told): string {
  const list = told.extensions?.['issues'];
  if (!Array.isArray(list)) return '';
  return list.map((issue: { message?: unknown }) => (typeof issue.message === 'string' ? issue.message : '')).join(' ');
}
