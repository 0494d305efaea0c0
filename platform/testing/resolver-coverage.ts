import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  valueFromASTUntyped,
} from 'graphql';

type FieldMap = Readonly<Record<string, unknown>>;

export interface CoverageInput {
  /** The subgraph's SDL. */
  readonly typeDefs: string;
  /** Its resolvers, by type and field. */
  readonly resolvers: object;
  /** The fields that answer NOT_IMPLEMENTED, as `Type.field`. */
  readonly notImplemented: readonly string[];
}

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * What is wrong between a subgraph's SDL, its resolvers and its list of fields left for later, a line for each; empty
 * when all is well.
 * - A root field, a field with arguments, and every field of a type that has an entry in the map want a resolver of
 *   their own, or a place in the list. A type without an entry is plain data.
 * - Every scalar, interface and union wants its entry; an entity that adds fields to its key wants `__resolveReference`.
 * - Nothing in the map or the list may be unknown to the SDL, nothing listed may have a resolver or be nested and
 *   non-null (its error would take the parent along), and the list is sorted.
 */
export function resolverFaults({ typeDefs, resolvers, notImplemented }: CoverageInput): string[] {
  const document = parse(typeDefs);
  const map = resolvers as Readonly<Record<string, FieldMap>>;
  const listed = new Set(notImplemented);
  const types = document.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
  return [
    ...types.flatMap((type) => missingFields(type, map[type.name.value], listed)),
    ...missingEntries(document, map),
    ...tooMany(document, map),
    ...listFaults(types, map, notImplemented),
  ];
}

function missingFields(type: ObjectTypeDefinitionNode, entry: FieldMap | undefined, listed: ReadonlySet<string>): string[] {
  const name = type.name.value;
  const root = ROOTS.has(name);
  const faults = fieldsOf(type).flatMap((field) => {
    const wanted = root || entry !== undefined || (field.arguments?.length ?? 0) > 0;
    const path = `${name}.${field.name.value}`;
    if (!wanted || listed.has(path)) return [];
    const resolver = entry?.[field.name.value];
    if (resolver === undefined) return [`${path} has no resolver.`];
    return name === 'Subscription' && !isSubscription(resolver) ? [`${path} has no subscribe function.`] : [];
  });
  if (!wantsReference(type, listed) || entry?.['__resolveReference'] !== undefined) return faults;
  return [...faults, `${name} is an entity and has no __resolveReference.`];
}

/** An entity whose other fields are all left for later needs none yet; nor one that is never entered by its key. */
function wantsReference(type: ObjectTypeDefinitionNode, listed: ReadonlySet<string>): boolean {
  const keys = (type.directives ?? []).filter((directive) => directive.name.value === 'key');
  const argument = (index: number, name: string): unknown => {
    const value = keys[index]?.arguments?.find((candidate) => candidate.name.value === name)?.value;
    return value && valueFromASTUntyped(value);
  };
  if (!keys.some((_, index) => argument(index, 'resolvable') !== false)) return false;
  const keyFields = new Set(keys.flatMap((_, index) => String(argument(index, 'fields')).split(/\W+/)));
  return fieldsOf(type).some(
    (field) => !keyFields.has(field.name.value) && !listed.has(`${type.name.value}.${field.name.value}`),
  );
}

function missingEntries(document: DocumentNode, map: Readonly<Record<string, FieldMap>>): string[] {
  return document.definitions.flatMap((definition) => {
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
        return map[definition.name.value] ? [] : [`The scalar ${definition.name.value} has no entry.`];
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION:
        return map[definition.name.value]?.['__resolveType'] ? [] : [`${definition.name.value} has no __resolveType.`];
      default:
        return [];
    }
  });
}

function tooMany(document: DocumentNode, map: Readonly<Record<string, FieldMap>>): string[] {
  return Object.entries(map).flatMap(([name, entry]) => {
    const definition = document.definitions.find((candidate) => 'name' in candidate && candidate.name?.value === name);
    if (!definition) return [`The resolvers have an entry for ${name}, which is not in the schema.`];
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const known = new Set(fieldsOf(definition).map((field) => field.name.value));
    return Object.keys(entry)
      .filter((field) => !field.startsWith('__') && !known.has(field))
      .map((field) => `${name}.${field} has a resolver, and is not in the schema.`);
  });
}

function listFaults(
  types: readonly ObjectTypeDefinitionNode[],
  map: Readonly<Record<string, FieldMap>>,
  notImplemented: readonly string[],
): string[] {
  return notImplemented.flatMap((path, index) => {
    const [typeName = '', fieldName = ''] = path.split('.');
    const type = types.find((candidate) => candidate.name.value === typeName);
    const field = type && fieldsOf(type).find((candidate) => candidate.name.value === fieldName);
    if (!field) return [`${path} is listed as not implemented, and is not in the schema.`];
    const faults: string[] = [];
    const before = notImplemented[index - 1];
    if (before !== undefined && before >= path) faults.push(`${path} is out of order in the list.`);
    if (map[typeName]?.[fieldName] !== undefined) faults.push(`${path} has a resolver, and is still listed as not implemented.`);
    if (!ROOTS.has(typeName) && field.type.kind === Kind.NON_NULL_TYPE) faults.push(`${path} is nested and non-null: it may not be listed.`);
    return faults;
  });
}

const fieldsOf = (type: ObjectTypeDefinitionNode): readonly FieldDefinitionNode[] => type.fields ?? [];

const isSubscription = (resolver: unknown): boolean =>
  typeof resolver === 'object' && resolver !== null && 'subscribe' in resolver && typeof resolver.subscribe === 'function';
