import {
  getNamedType,
  GraphQLList,
  GraphQLNonNull,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isScalarType,
  isUnionType,
  Kind,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';

/** What the contract says of the items that a field brings. */
export interface ListSize {
  readonly assumedSize: number | null;
  /** Arguments that say how many are wanted. */
  readonly slicingArguments: readonly string[];
  /** Fields of the result that hold the items; none: the field itself does. */
  readonly sizedFields: readonly string[];
}

/** What one field costs. */
export interface FieldCost {
  /** Asking for it, whatever it brings; null: nothing beyond what it brings. */
  readonly weight: number | null;
  /** Each object that it brings. */
  readonly itemWeight: number;
  readonly isList: boolean;
  readonly listSize: ListSize | null;
  readonly argumentWeight: Readonly<Record<string, number>>;
  readonly argumentDefaults: Readonly<Record<string, unknown>>;
  /** The type of what it brings, when that has fields of its own. */
  readonly brings: string | null;
}

/** The costs of fields, by the name of their type and their own. */
export type CostModel = ReadonlyMap<string, ReadonlyMap<string, FieldCost>>;

/**
 * Reads @cost and @listSize out of a supergraph's schema, after https://ibm.github.io/graphql-specs/cost-spec.html. What
 * neither speaks of costs 1 for each object and nothing for a leaf. The @cost of a field is paid once for each time that it is asked for.
 */
export function readCostModel(schema: GraphQLSchema): CostModel {
  const model = new Map<string, Map<string, FieldCost>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) || isEnumType(type) || isInputObjectType(type) || isUnionType(type)) continue;
    const fields = new Map<string, FieldCost>();
    for (const field of Object.values(type.getFields())) {
      const brings = getNamedType(field.type);
      const weightOfType = isCompositeType(brings) ? 1 : 0;
      const argumentWeight: Record<string, number> = {};
      for (const { name, astNode } of field.args) argumentWeight[name] = weightOf(astNode?.directives) ?? 0;
      fields.set(field.name, {
        weight: weightOf(field.astNode?.directives),
        itemWeight: weightOf(brings.astNode?.directives) ?? weightOfType,
        isList: isList(field.type),
        listSize: listSizeOf(field.astNode ?? undefined),
        argumentWeight,
        argumentDefaults: Object.fromEntries(field.args.map((argument) => [argument.name, argument.defaultValue])),
        brings: isCompositeType(brings) ? brings.name : null,
      });
    }
    model.set(type.name, fields);
  }
  return model;
}

function isList(type: unknown): boolean {
  return type instanceof GraphQLList || (type instanceof GraphQLNonNull && isList(type.ofType));
}

type Directives = readonly ConstDirectiveNode[] | undefined;

/** A directive by its name, also where it was not imported by the supergraph and bears the name of its specification. */
const find = (directives: Directives, name: string): ConstDirectiveNode | undefined =>
  directives?.find(({ name: { value } }) => value === name || value === `cost__${name}`);

const argumentOf = (directive: ConstDirectiveNode | undefined, name: string): ValueNode | undefined =>
  directive?.arguments?.find((argument) => argument.name.value === name)?.value;

const numberOf = (value: ValueNode | undefined): number | null => (value?.kind === Kind.INT ? Number(value.value) : null);

const weightOf = (directives: Directives): number | null => numberOf(argumentOf(find(directives, 'cost'), 'weight'));

function listSizeOf(field: FieldDefinitionNode | undefined): ListSize | null {
  const directive = find(field?.directives, 'listSize');
  if (!directive) return null;
  const names = (name: string): string[] => {
    const value = argumentOf(directive, name);
    return value?.kind === Kind.LIST ? value.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : [])) : [];
  };
  return {
    assumedSize: numberOf(argumentOf(directive, 'assumedSize')),
    slicingArguments: names('slicingArguments'),
    sizedFields: names('sizedFields'),
  };
}
