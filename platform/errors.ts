/** One fault in an input: where it stands and what is wrong with it, in words for the caller. */
export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** The codes of mistakes that a caller can make; README lists what each means. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'TWO_FACTOR_REQUIRED'
  | 'IDEMPOTENCY_MISMATCH'
  | 'RESYNC_REQUIRED'
  | 'QUERY_TOO_COMPLEX'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'NOT_IMPLEMENTED';

/**
 * A mistake of the caller, told with a code. Its message is read by people and holds nothing secret.
 * Whatever is thrown and is not one of these is ours: it is logged, and reads INTERNAL_SERVER_ERROR.
 */
export class CallerError extends Error {
  override readonly name = 'CallerError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    // Without a stack: whoever made the mistake learns the code, and to note and tell the way is a tenth of what a refusal costs.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Refuses an input, naming every fault at once. */
export const badInput = (...issues: InputIssue[]): CallerError =>
  new CallerError('BAD_USER_INPUT', issues.map((issue) => issue.message).join(' '), { issues });

/** What does not exist, or may not be seen by who asks: the two read the same. */
export const notFound = (what: string): CallerError => new CallerError('NOT_FOUND', `${what} was not found.`);

/** Seen, but not allowed. */
export const forbidden = (message: string): CallerError => new CallerError('FORBIDDEN', message);

/** Nobody is signed in, and somebody has to be. */
export const unauthenticated = (message = 'Sign in first.'): CallerError =>
  new CallerError('UNAUTHENTICATED', message);

/** A part can't answer now. What it was asked to do may be done, or not. */
export const subgraphUnavailable = (): CallerError =>
  new CallerError('SUBGRAPH_UNAVAILABLE', 'A part of the service is out of reach. Try again soon.');

/** Whether that is what was thrown, by a part or on its behalf. */
export const isSubgraphUnavailable = (error: unknown): boolean => error instanceof CallerError && error.code === 'SUBGRAPH_UNAVAILABLE';
