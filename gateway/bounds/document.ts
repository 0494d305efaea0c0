import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** A document that was parsed and not yet validated: fragments may be missing, or spread themselves. */
export interface ReadDocument {
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Sorts out what a document defines. */
export function readDocument({ definitions }: DocumentNode): ReadDocument {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return { operations, fragments };
}

/**
 * Measures selection sets with every fragment in place, looking at each fragment once however often it is spread.
 * `measure` is given a set and how to measure another. A fragment within itself counts as nothing: validation refuses it.
 */
export function measureExpanded(
  fragments: ReadDocument['fragments'],
  measure: (selections: readonly SelectionNode[], spread: (name: string) => number, inner: (set: SelectionSetNode) => number) => number,
): (set: SelectionSetNode) => number {
  const known = new Map<string, number>();
  const inner = (set: SelectionSetNode): number => measure(set.selections, spread, inner);
  const spread = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const measured = fragment ? inner(fragment.selectionSet) : 0;
    known.set(name, measured);
    return measured;
  };
  return inner;
}
