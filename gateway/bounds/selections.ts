import { Kind, type GraphQLError } from 'graphql';
import { measureExpanded, type ReadDocument } from './document.js';
import { tooComplex } from './refusal.js';

/**
 * Refuses an operation that grows too large once fragments are put where they are spread: few bytes can make a million
 * selections, and the planner looks at each.
 */
export function refuseSelections({ operations, fragments }: ReadDocument, limit: number): GraphQLError | null {
  const count = measureExpanded(fragments, (selections, spread, inner) => {
    let all = selections.length;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) all += spread(selection.name.value);
      else if (selection.selectionSet) all += inner(selection.selectionSet);
    }
    return all;
  });
  const tooMany = operations.some(({ selectionSet }) => count(selectionSet) > limit);
  return tooMany ? tooComplex('selections', limit, `An operation may have ${String(limit)} selections, fragments in place.`) : null;
}
