import { Kind, type GraphQLError, type SelectionSetNode } from 'graphql';
import { measureExpanded, type ReadDocument } from './document.js';
import type { DocumentLimits } from './limits.js';
import { tooComplex } from './refusal.js';

/** Refuses fields within fields within fields; introspection may go deeper. */
export function refuseDepth(
  { operations, fragments }: ReadDocument,
  { depth, introspectionDepth }: Pick<DocumentLimits, 'depth' | 'introspectionDepth'>,
): GraphQLError | null {
  const depthOf = measureExpanded(fragments, (selections, spread, inner) => {
    let deepest = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, spread(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, inner(selection.selectionSet));
      else deepest = Math.max(deepest, 1 + (selection.selectionSet ? inner(selection.selectionSet) : 0));
    }
    return deepest;
  });
  for (const operation of operations) {
    for (const { name, selectionSet } of rootFields(operation.selectionSet, fragments)) {
      const introspects = name === '__schema' || name === '__type';
      const limit = introspects ? introspectionDepth : depth;
      if (1 + (selectionSet ? depthOf(selectionSet) : 0) <= limit) continue;
      const bound = introspects ? 'introspectionDepth' : 'depth';
      return tooComplex(bound, limit, `Fields may stand ${String(limit)} deep${introspects ? ' in introspection' : ''}.`);
    }
  }
  return null;
}

interface RootField {
  readonly name: string;
  readonly selectionSet: SelectionSetNode | undefined;
}

/** Fields at the root, those of each fragment once. */
function* rootFields({ selections }: SelectionSetNode, fragments: ReadDocument['fragments'], seen = new Set<string>()): Iterable<RootField> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) yield { name: selection.name.value, selectionSet: selection.selectionSet };
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* rootFields(selection.selectionSet, fragments, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) yield* rootFields(fragment.selectionSet, fragments, seen);
    }
  }
}
