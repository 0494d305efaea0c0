import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { text } from '../i18n/text.js';
import { inOurWords } from './server-words.js';

/** What is wrong with one field of an input. */
export interface FieldFault {
  /** Where it stands in the input, such as `email` or `items.0.quantity`: the name that its field in a form has. */
  readonly field: string;
  readonly message: string;
}

/** What went wrong, as a person reads it. */
export interface PlainError {
  readonly message: string;
  /** What finds it in the server's log; null where the server was not reached. */
  readonly requestId: string | null;
  readonly code: string | null;
  /** What of it lies at single fields, in their order; empty where it does not. */
  readonly fields: readonly FieldFault[];
}

interface Told {
  readonly message: string;
  readonly extensions?: { readonly [name: string]: unknown };
}

/** Turns whatever an operation failed with into plain words. */
export function plainError(error: unknown): PlainError {
  const told = firstError(error);
  if (!told) return { message: text('error.network'), requestId: null, code: null, fields: [] };
  const code = typeof told.extensions?.['code'] === 'string' ? told.extensions['code'] : null;
  const requestId = typeof told.extensions?.['requestId'] === 'string' ? told.extensions['requestId'] : null;
  const fields = fieldFaults(told);
  return { message: wordsFor(code, told, fields), requestId, code, fields };
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

function wordsFor(code: string | null, told: Told, fields: readonly FieldFault[]): string {
  if (fields.length > 0) return fields.map(({ message }) => message).join(' ');
  switch (code) {
    case 'BAD_USER_INPUT':
      return inOurWords(told.message);
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

function fieldFaults({ extensions }: Told): FieldFault[] {
  const issues = extensions?.['issues'];
  if (!Array.isArray(issues)) return [];
  return issues.flatMap((issue: { path?: unknown; message?: unknown }) => {
    if (typeof issue.message !== 'string') return [];
    const path = Array.isArray(issue.path) ? issue.path.map(String) : [];
    return [{ field: path.slice(path[0] === 'input' ? 1 : 0).join('.'), message: inOurWords(issue.message) }];
  });
}
