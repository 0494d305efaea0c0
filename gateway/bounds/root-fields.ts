import { Kind, type GraphQLError } from 'graphql';
import { measureExpanded, type ReadDocument } from './document.js';
import { tooComplex } from './refusal.js';

/** Refuses an operation with too many fields at its root. One that is repeated counts each time. */
export function refuseRootFields({ operations, fragments }: ReadDocument, limit: number): GraphQLError | null {
  const count = measureExpanded(fragments, (selections, spread, inner) => {
    let fields = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields += 1;
      else fields += selection.kind === Kind.FRAGMENT_SPREAD ? spread(selection.name.value) : inner(selection.selectionSet);
    }
    return fields;
  });
  const tooMany = operations.some(({ selectionSet }) => count(selectionSet) > limit);
  return tooMany ? tooComplex('rootFields', limit, `An operation may have ${String(limit)} fields at its root.`) : null;
}
