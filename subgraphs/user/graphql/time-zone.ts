import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** Takes any text: whether it is a time zone is said with all other faults of an input, and where it stands. */
export const TimeZone = new GraphQLScalarType<string, string>({
  name: 'TimeZone',
  parseValue: textOf,
  parseLiteral: (node) => textOf(node.kind === Kind.STRING ? node.value : undefined),
  serialize: String,
});

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError('A time zone is a text.', { extensions: { code: 'BAD_USER_INPUT' } });
}
