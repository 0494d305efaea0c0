import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { badInput } from '../errors.js';

/** Builds a scalar whose literal and variable forms go through one check. */
function textScalar<Internal>(
  name: string,
  parse: (text: string) => Internal | null,
  serialize: (value: unknown) => string,
  expected: string,
): GraphQLScalarType<Internal, string> {
  const read = (value: unknown): Internal => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw new TypeError(`${name} must be ${expected}.`);
    return parsed;
  };
  return new GraphQLScalarType<Internal, string>({
    name,
    serialize,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  });
}

const asText = (value: unknown): string => String(value);

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 with an offset, years 0001 to 9999; null for anything else, such as 30 February or no offset. */
export function parseInstant(text: string): Date | null {
  const parts = INSTANT.exec(text);
  if (!parts || !isDay(`${String(parts[1])}-${String(parts[2])}-${String(parts[3])}`)) return null;
  if (Number(parts[4]) > 23 || Number(parts[5]) > 59 || Number(parts[6]) > 59) return null;
  const instant = new Date(text.toUpperCase());
  return Number.isNaN(instant.getTime()) ? null : instant;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || text.startsWith('0000')) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** Whether a text names a zone of the IANA database that this machine knows. Offsets such as +01:00 are none. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** An instant: a Date inside, RFC 3339 in UTC outside, without a fraction of zero. */
export const DateTimeScalar = textScalar(
  'DateTime',
  parseInstant,
  (value) => {
    const instant = value instanceof Date ? value : new Date(String(value));
    return instant.toISOString().replace('.000Z', 'Z');
  },
  'an instant with an offset, such as 2026-11-20T18:00:00Z',
);

/** A day of the calendar as text, YYYY-MM-DD. */
export const DateScalar = textScalar('Date', (text) => (isDay(text) ? text : null), asText, 'a day, such as 2026-11-20');

/** A time of day by a wall clock as text, HH:MM. */
export const LocalTimeScalar = textScalar(
  'LocalTime',
  (text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : null),
  asText,
  'a time of day, such as 09:30',
);

/** A zone's IANA name as text. */
export const TimeZoneScalar = textScalar(
  'TimeZone',
  (text) => (isTimeZone(text) ? text : null),
  asText,
  'an IANA time zone, such as Europe/Paris',
);

/** A whole number within ±(2^53 − 1). */
export const SafeIntScalar = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  serialize: (value) => safeInteger(Number(value)),
  parseValue: (value) => safeInteger(value),
  parseLiteral: (node) => safeInteger(node.kind === Kind.INT ? Number(node.value) : null),
});

function safeInteger(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new TypeError('SafeInt must be a whole number within ±(2^53 − 1).');
}

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: jsonOf,
});

function jsonOf(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.ENUM:
      return node.value;
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map(jsonOf);
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, jsonOf(field.value)]));
    case Kind.VARIABLE:
      throw badInput({ path: [node.name.value], message: 'Pass the whole JSON value as a variable.' });
  }
}
