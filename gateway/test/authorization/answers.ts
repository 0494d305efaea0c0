import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Answer } from './vocabulary.js';

/** An answer as it came over the wire. */
export type Answered = FormattedExecutionResult<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** What came instead of an answer of the table. */
export type Got = Answer | 'NOT_IMPLEMENTED' | 'not asked for' | `error ${string}`;

/** The answer at a place: its error where there is one, else what its value is. */
export function answerAt({ data, errors }: Answered, path: Path): Got {
  const error = errors?.find((candidate) => samePath(candidate.path ?? [], path));
  if (error) return answerOfError(error);
  return answerOfValue(path.reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], data));
}

const samePath = (one: Path, other: Path): boolean => one.length === other.length && one.every((step, index) => step === other[index]);

/** By code. UNAUTHENTICATED is also said of a wrong password, which is another matter than that nobody is signed in. */
export function answerOfError({ message, extensions }: GraphQLFormattedError): Got {
  const code = String(extensions?.['code']);
  switch (code) {
    case 'UNAUTHENTICATED':
      return message === 'Sign in first.' ? 'U' : 'A';
    case 'FORBIDDEN':
      return 'F';
    case 'NOT_FOUND':
      return 'N';
    case 'CONFLICT':
      return 'C';
    case 'BAD_USER_INPUT':
      return 'A';
    case 'NOT_IMPLEMENTED':
      return 'NOT_IMPLEMENTED';
    default:
      return `error ${code}: ${message}`;
  }
}

function answerOfValue(value: unknown): Got {
  if (value === undefined) return 'not asked for';
  if (value === null) return '0';
  if (typeof value === 'string' && value.includes('***')) return 'M';
  if (Array.isArray(value)) return value.length === 0 ? 'e' : 'V';
  const { edges } = value as { edges?: unknown[] };
  return edges?.length === 0 ? 'e' : 'V';
}

/** An object in an answer, and where it stands. */
export interface Found {
  readonly path: Path;
  readonly object: Readonly<Record<string, unknown>>;
}

/** Every object in the data that has this key. */
export function objectsWith(data: unknown, key: string, path: Path = []): Found[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => objectsWith(item, key, [...path, index]));
  if (typeof data !== 'object' || data === null) return [];
  const object = data as Record<string, unknown>;
  const below = Object.entries(object).flatMap(([name, value]) => objectsWith(value, key, [...path, name]));
  return key in object ? [{ path, object }, ...below] : below;
}
