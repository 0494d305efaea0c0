import { visit, type DocumentNode, type GraphQLError } from 'graphql';
import { tooComplex } from './refusal.js';

/** Refuses a document with too many directives, whatever they stand at. */
export function refuseDirectives(document: DocumentNode, limit: number): GraphQLError | null {
  let count = 0;
  visit(document, {
    Directive() {
      count += 1;
    },
  });
  return count > limit ? tooComplex('directives', limit, `A document may have ${String(limit)} directives.`) : null;
}
