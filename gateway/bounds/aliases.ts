import { Kind, type GraphQLError, type SelectionSetNode } from 'graphql';
import type { ReadDocument } from './document.js';
import { tooComplex } from './refusal.js';

/** Refuses a document that gives one field too many other names, wherever it does so. */
export function refuseAliases({ operations, fragments }: ReadDocument, limit: number): GraphQLError | null {
  const namesOf = new Map<string, Set<string>>();
  let most = 0;
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD && selection.alias) {
        const names = namesOf.get(selection.name.value) ?? new Set();
        namesOf.set(selection.name.value, names.add(selection.alias.value));
        most = Math.max(most, names.size);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) look(selection.selectionSet);
    }
  };
  for (const { selectionSet } of [...operations, ...fragments.values()]) look(selectionSet);
  return most > limit ? tooComplex('aliases', limit, `A field may have ${String(limit)} aliases.`) : null;
}
