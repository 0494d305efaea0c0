import { Kind, valueFromASTUntyped, type FieldNode, type GraphQLError, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { CostModel, FieldCost } from './cost-model.js';
import type { ReadDocument } from './document.js';
import { tooComplex } from './refusal.js';

/** Items of a list of which the contract does not say how long it may be. */
const UNKNOWN_LIST = 10;

/** Fields to which a size was promised by the field around them. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: number;
}

/** Refuses an operation that would cost too much to answer. `variables` are coerced, and the document is valid. */
export function refuseCost(
  model: CostModel,
  { fragments }: Pick<ReadDocument, 'fragments'>,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limit: number,
): GraphQLError | null {
  const cost = new Estimate(model, fragments, variables).of(operation);
  if (cost <= limit) return null;
  return tooComplex('cost', limit, `An operation may cost ${String(limit)}: ask for shorter lists, or for less of each item.`);
}

const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * Adds up what an operation costs at most: fields that are selected twice count twice, those of each type condition
 * count together, @skip and @include count as if they were not there.
 */
class Estimate {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly model: CostModel,
    private readonly fragments: ReadDocument['fragments'],
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  of(operation: OperationDefinitionNode): number {
    return this.ofSet(operation.selectionSet, ROOTS[operation.operation], null);
  }

  private ofSet({ selections }: SelectionSetNode, type: string, sized: Sized | null): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += this.ofField(selection, type, sized);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.ofFragment(selection.name.value, sized);
      else cost += this.ofSet(selection.selectionSet, selection.typeCondition?.name.value ?? type, sized);
    }
    return cost;
  }

  /** Each fragment once for each size that it is spread under. */
  private ofFragment(name: string, sized: Sized | null): number {
    const key = sized ? `${name} ${String(sized.size)} ${sized.fields.join(' ')}` : name;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const fragment = this.fragments.get(name);
    const cost = fragment ? this.ofSet(fragment.selectionSet, fragment.typeCondition.name.value, sized) : 0;
    this.known.set(key, cost);
    return cost;
  }

  private ofField(field: FieldNode, type: string, sized: Sized | null): number {
    const price = this.model.get(type)?.get(field.name.value);
    // Introspection and __typename.
    if (!price) return 0;
    let cost = price.weight ?? 0;
    for (const argument of field.arguments ?? []) cost += price.argumentWeight[argument.name.value] ?? 0;
    const size = this.sizeOf(field, price);
    const promised = price.listSize && price.listSize.sizedFields.length > 0 ? { fields: price.listSize.sizedFields, size } : null;
    const items = sized?.fields.includes(field.name.value) ? sized.size : price.isList && !promised ? size : 1;
    const inner = field.selectionSet && price.brings ? this.ofSet(field.selectionSet, price.brings, promised) : 0;
    return cost + items * (price.itemWeight + inner);
  }

  private sizeOf(field: FieldNode, { listSize, argumentDefaults }: FieldCost): number {
    const wanted = (listSize?.slicingArguments ?? []).flatMap((name) => {
      const node = field.arguments?.find((argument) => argument.name.value === name)?.value;
      const given = node && valueFromASTUntyped(node, this.variables);
      const value = given === undefined ? argumentDefaults[name] : given;
      return typeof value === 'number' ? [Math.max(0, value)] : [];
    });
    return wanted.length > 0 ? Math.max(...wanted) : (listSize?.assumedSize ?? UNKNOWN_LIST);
  }
}
