import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';
import { MOST_FAULTS } from '../bounds/faults.js';
import { withoutHint } from '../errors.js';
import { Lru } from '../lru.js';
import type { ServedSupergraph } from '../supergraph.js';

/** A document that may be run, or what is wrong with it. */
export type CheckedDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

const KEPT = 1000;

/**
 * Parses and validates documents that came by a socket by the rules of those that come by HTTP, and remembers the good ones.
 * Never throws.
 */
export function createDocumentCheck(production: boolean): (supergraph: ServedSupergraph, text: string) => CheckedDocument {
  const kept = new WeakMap<ServedSupergraph, Lru<string, DocumentNode>>();
  const rules = production ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
  const options = { hideSuggestions: production, maxErrors: MOST_FAULTS };

  return (supergraph, text) => {
    let known = kept.get(supergraph);
    if (!known) kept.set(supergraph, (known = new Lru(KEPT)));
    const document = known.get(text);
    if (document) return { document };
    try {
      const parsed = parse(text);
      const condition = conditionOnSubscription(parsed);
      if (condition) return { errors: [coded(condition, 'GRAPHQL_VALIDATION_FAILED')] };
      const errors = validate(supergraph.apiSchema, parsed, rules, options);
      if (errors.length > 0) return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED', production)) };
      known.set(text, parsed);
      return { document: parsed };
    } catch (error) {
      return { errors: [coded(error instanceof GraphQLError ? error : new GraphQLError('The document can not be read.'), 'GRAPHQL_PARSE_FAILED')] };
    }
  };
}

/**
 * A subscription is for one field, whatever variables say: no @skip or @include at its root (GraphQL of September 2025,
 * 5.2.4.1). graphql-js 16 would throw at these instead of answering, and the planner can not plan them.
 */
function conditionOnSubscription({ definitions }: DocumentNode): GraphQLError | null {
  const seen = new Set<string>();
  const find = (selections: readonly SelectionNode[]): GraphQLError | null => {
    for (const selection of selections) {
      const condition = selection.directives?.find(({ name }) => name.value === 'skip' || name.value === 'include');
      if (condition) return new GraphQLError('The root field of a subscription takes no @skip and no @include.', { nodes: condition });
      const found = selection.kind === Kind.FIELD ? null : find(within(selection));
      if (found) return found;
    }
    return null;
  };
  const within = (selection: SelectionNode): readonly SelectionNode[] => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections;
    if (selection.kind === Kind.FIELD || seen.has(selection.name.value)) return [];
    seen.add(selection.name.value);
    return definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value ? node.selectionSet.selections : [],
    );
  };
  for (const node of definitions) {
    const found = node.kind === Kind.OPERATION_DEFINITION && node.operation === 'subscription' ? find(node.selectionSet.selections) : null;
    if (found) return found;
  }
  return null;
}

function coded(error: GraphQLError, code: string, hintless = false): GraphQLError {
  return new GraphQLError(hintless ? withoutHint(error.message) : error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });
}
