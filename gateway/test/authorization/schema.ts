import { readFileSync } from 'node:fs';
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { notImplemented } from '../../../subgraphs/not-implemented.js';
import { buildSupergraph } from '../../supergraph.js';

const sdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** What clients see of the composed schema. */
export const apiSchema = buildSupergraph(sdl).apiSchema;

/** Every object type that clients see, root types too. Interfaces and unions have no answers of their own. */
export const objectTypes: readonly GraphQLObjectType[] = Object.values(apiSchema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);

/** Fields that answer NOT_IMPLEMENTED so far, as `Type.field`. */
export const unbuilt: ReadonlySet<string> = new Set(Object.values(notImplemented).flat());

/** The scope by which each subgraph is read. Accounts have none that a script could have but ADMIN. */
const READ_SCOPES: Readonly<Record<string, string>> = { EVENT: 'CALENDAR_READ', BOOKING: 'BOOKING_READ', NOTIFICATION: 'INBOX_READ', USER: 'ADMIN' };

const declared = new Map<string, FieldDefinitionNode>();
const graphsOfType = new Map<string, string[]>();
const entitiesOfGraph = new Map<string, string[]>();
for (const definition of parse(sdl, { noLocation: true }).definitions) {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
  const name = definition.name.value;
  for (const field of definition.fields ?? []) declared.set(`${name}.${field.name.value}`, field);
  const types = (definition.directives ?? []).filter((directive) => directive.name.value === 'join__type');
  graphsOfType.set(name, types.map((directive) => argument(directive, 'graph') ?? ''));
  for (const directive of types) {
    const graph = argument(directive, 'graph') ?? '';
    if (argument(directive, 'key') === undefined || argument(directive, 'resolvable') === 'false') continue;
    entitiesOfGraph.set(graph, [...(entitiesOfGraph.get(graph) ?? []), name]);
  }
}

function argument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

/** The subgraph that a field comes from, in capitals; null where several have it, as keys. */
export function graphOf(type: string, field: string): string | null {
  const [join] = (declared.get(`${type}.${field}`)?.directives ?? []).filter((directive) => directive.name.value === 'join__field');
  const graphs = join ? [argument(join, 'graph') ?? ''] : (graphsOfType.get(type) ?? []);
  return graphs.length === 1 ? (graphs[0] ?? null) : null;
}

/** The scope without which a script reads a field as nobody; null where none is wanted. */
export const readScopeOf = (type: string, field: string): string | null => READ_SCOPES[graphOf(type, field) ?? ''] ?? null;

/** Entities and the subgraphs that answer for them by key. */
export const entities: readonly { readonly graph: string; readonly type: string }[] = [...entitiesOfGraph].flatMap(([graph, types]) =>
  graph === 'VIEWER' ? [] : types.map((type) => ({ graph, type })),
);

/** What the schema asks of whoever uses a field: the scope of @requiresScopes, 'somebody' for @authenticated, null for nothing. */
export function guardOf(type: string, field: string): string | null {
  const directives = declared.get(`${type}.${field}`)?.directives ?? [];
  const scopes = directives.find((directive) => directive.name.value === 'requiresScopes')?.arguments?.[0]?.value;
  if (scopes?.kind === Kind.LIST && scopes.values[0]?.kind === Kind.LIST && scopes.values[0].values[0]?.kind === Kind.STRING) {
    return scopes.values[0].values[0].value;
  }
  return directives.some((directive) => directive.name.value === 'authenticated') ? 'somebody' : null;
}

/** Arguments of nested fields that have to be given. `first` is 1 wherever there is one. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Calendar.agenda': 'from: $from, to: $to',
  'User.reminderPlan': 'from: $from, to: $to',
};

/** A field as it is selected: with arguments, and of what it leads to as much as shows that it is there. */
export function selectionOf(type: string, field: GraphQLField<unknown, unknown>): string {
  const given = [ARGUMENTS[`${type}.${field.name}`], field.args.some(({ name }) => name === 'first') ? 'first: 1' : undefined].filter(Boolean);
  const named = getNamedType(field.type);
  const below = isObjectType(named) && 'edges' in named.getFields() ? '{ __typename edges { __typename } }' : '{ __typename }';
  return `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${isCompositeType(named) ? ` ${below}` : ''}`;
}

/** What is to be selected of a root field, so that a document is valid; nothing of a scalar. */
export function anythingOf(type: string, field: string): string {
  const found = objectTypes.find(({ name }) => name === type)?.getFields()[field];
  return found && isCompositeType(getNamedType(found.type)) ? '{ __typename }' : '';
}
