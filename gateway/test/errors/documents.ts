import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { apiSchema } from '../authorization/schema.js';

type Choices = fc.GeneratorValue;

/** Texts that have hurt others. */
const TEXTS = ['', 'a', 'ada', "' OR 1=1 --", '"; DROP TABLE account; --', '__proto__', '\u0000', '\\u0000', '%', '🎟️', 'x'.repeat(300), '../../etc/passwd', '${7*7}', '2026-12-01T10:00:00Z', 'Europe/Berlin', '10:00', '-1', 'null'];
const NUMBERS = ['0', '-1', '1', '2', '100', '501', '2147483647', '99999999999', '1e308', '0.5'];
const ALIASES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'a'];

/** By index: a generator compares what it is given, and types of a schema hang together in circles. */
function pick<T>(g: Choices, from: readonly T[]): T {
  const chosen = from[g(fc.nat, { max: from.length - 1 })];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
}
const chance = (g: Choices, percent: number): boolean => g(fc.integer, { min: 1, max: 100 }) <= percent;

/** Documents made of the schema, most of them valid; the same ones for the same seed. `ids` are some that exist. */
export function writeDocuments(count: number, seed: number, ids: readonly string[]): string[] {
  return fc.sample(fc.gen(), { numRuns: count, seed }).map((g) => damaged(g, writeDocument(g, ids)));
}

function writeDocument(g: Choices, ids: readonly string[]): string {
  const operation = pick(g, ['query', 'query', 'query', 'mutation', 'mutation', 'subscription'] as const);
  const root = { query: apiSchema.getQueryType(), mutation: apiSchema.getMutationType(), subscription: apiSchema.getSubscriptionType() }[operation];
  const fields = Object.values(root?.getFields() ?? {});
  const chosen = Array.from({ length: operation === 'query' ? g(fc.integer, { min: 1, max: 3 }) : 1 }, (_, index) => writeField(g, pick(g, fields), ids, 3, `r${String(index)}`));
  if (operation === 'query' && chance(g, 8)) chosen.push(pick(g, ['__schema { types { name } }', '__type(name: "User") { fields { name } }', '__typename']));
  return `${operation} { ${chosen.join(' ')} }`;
}

function writeField(g: Choices, field: GraphQLField<unknown, unknown>, ids: readonly string[], depth: number, alias?: string): string {
  const named = alias ?? (chance(g, 10) ? pick(g, ALIASES) : undefined);
  const args = field.args.filter((each) => isRequiredArgument(each) || chance(g, 30)).map((each) => writeArgument(g, each, ids));
  const below = isCompositeType(getNamedType(field.type)) ? ` { ${writeSelections(g, field.type, ids, depth - 1)} }` : '';
  return `${named ? `${named}: ` : ''}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${below}`;
}

function writeSelections(g: Choices, type: GraphQLOutputType, ids: readonly string[], depth: number): string {
  const named: GraphQLNamedType = getNamedType(type);
  if (depth <= 0) return '__typename';
  if (!isObjectType(named)) {
    const possible = isCompositeType(named) && !isObjectType(named) ? apiSchema.getPossibleTypes(named) : [];
    return `__typename ${possible.map((each) => `... on ${each.name} { ${writeSelections(g, each, ids, depth - 1)} }`).join(' ')}`;
  }
  const fields = Object.values(named.getFields());
  const chosen = Array.from({ length: g(fc.integer, { min: 1, max: 4 }) }, (_, index) => writeField(g, pick(g, fields), ids, depth, chance(g, 90) ? `f${String(index)}` : undefined));
  return chosen.join(' ');
}

const writeArgument = (g: Choices, { name, type }: GraphQLArgument, ids: readonly string[]): string => `${name}: ${writeValue(g, type, ids, 3)}`;

function writeValue(g: Choices, type: GraphQLInputType, ids: readonly string[], depth: number): string {
  if (isNonNullType(type)) return writeValue(g, type.ofType, ids, depth);
  if (chance(g, 3)) return pick(g, ['null', '$nobody', 'NONSENSE', '{}', '[]', 'true', '"text"', '7']);
  if (isListType(type)) {
    const length = g(fc.integer, { min: 0, max: 2 });
    return `[${Array.from({ length }, () => writeValue(g, type.ofType, ids, depth)).join(', ')}]`;
  }
  if (isEnumType(type)) return pick(g, type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || (depth > 0 && chance(g, 40)));
    return `{${fields.map((field) => `${field.name}: ${writeValue(g, field.type, ids, depth - 1)}`).join(', ')}}`;
  }
  return writeScalar(g, type.name, ids);
}

function writeScalar(g: Choices, name: string, ids: readonly string[]): string {
  switch (name) {
    case 'Boolean':
      return pick(g, ['true', 'false']);
    case 'Int':
    case 'Float':
    case 'SafeInt':
      return pick(g, NUMBERS);
    case 'ID':
      return JSON.stringify(chance(g, 70) ? pick(g, ids) : pick(g, TEXTS));
    case 'DateTime':
      return JSON.stringify(chance(g, 80) ? pick(g, ['2026-12-01T10:00:00Z', '2027-01-01T00:00:00+02:00', '9999-12-31T23:59:59Z']) : pick(g, TEXTS));
    case 'TimeZone':
      return JSON.stringify(chance(g, 80) ? 'Europe/Berlin' : pick(g, TEXTS));
    case 'Date':
      return JSON.stringify(chance(g, 80) ? '2026-12-01' : pick(g, TEXTS));
    default:
      return JSON.stringify(pick(g, TEXTS));
  }
}

/** One in five is broken: a name misspelt, the text cut off, or a letter too many. */
function damaged(g: Choices, text: string): string {
  if (!chance(g, 20)) return text;
  const place = g(fc.integer, { min: 0, max: text.length });
  switch (pick(g, ['misspell', 'cut', 'insert'] as const)) {
    case 'misspell': {
      const from = text.slice(place).search(/[a-z]{4}/);
      return from === -1 ? `${text}x` : text.slice(0, place + from + 1) + text.slice(place + from + 2);
    }
    case 'cut':
      return text.slice(0, place);
    case 'insert':
      return text.slice(0, place) + pick(g, ['}', '{', '"', '@', '$', '\u0000', '...', '#', 'é', '\u2028']) + text.slice(place);
  }
}
