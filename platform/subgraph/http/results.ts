import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';

/** A result as it came over the wire. */
export interface WireResult extends Omit<ExecutionResult, 'errors'> {
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** The same as a function call gives it: errors are errors again, with path and extensions. */
export function asResult({ errors, ...rest }: WireResult): ExecutionResult {
  if (!errors) return rest;
  return { ...rest, errors: errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })) };
}
