import {
  Kind,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { forbidden, unauthenticated, type CallerError } from '../platform/errors.js';
import type { Viewer } from '../platform/identity/viewer.js';
import { callerError } from '../platform/subgraph/error-format.js';

/** What a root field asks of who uses it. */
interface AccessRule {
  /** Any one of these sets of scopes is enough; none at all: being signed in is. */
  readonly scopes: readonly (readonly string[])[];
  readonly nonNull: boolean;
}

/** The rules of root fields, by operation and by name. A field without one is open to everybody. */
export type AccessRules = Readonly<Record<OperationTypeNode, ReadonlyMap<string, AccessRule>>>;

/** An operation with what its caller may not use taken out. */
export interface AllowedOperation {
  readonly document: DocumentNode;
  /** Names of the fields taken out, for the key of the plan; empty: the document is the caller's own. */
  readonly removed: readonly string[];
  /** Nothing is left to run. */
  readonly empty: boolean;
  /** One for each response key that was refused. */
  readonly errors: readonly GraphQLError[];
  /** A refused field may not be null, so that the whole answer is. */
  readonly refusesAll: boolean;
  /** Every root response key, in the order of the answer. */
  readonly keys: readonly string[];
}

/**
 * Reads @authenticated and @requiresScopes of root fields from the whole supergraph. Those of fields further down are
 * enforced where they are resolved, in the subgraph.
 */
export function readAccessRules(supergraphSdl: string): AccessRules {
  const roots: Record<string, Map<string, AccessRule>> = { Query: new Map(), Mutation: new Map(), Subscription: new Map() };
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const rules = roots[definition.name.value];
    if (rules) readRules(definition, rules);
  }
  const of = (name: string): ReadonlyMap<string, AccessRule> => roots[name] ?? new Map<string, AccessRule>();
  return { query: of('Query'), mutation: of('Mutation'), subscription: of('Subscription') };
}

function readRules(type: ObjectTypeDefinitionNode, rules: Map<string, AccessRule>): void {
  for (const field of type.fields ?? []) {
    const scopes = field.directives?.find((directive) => directive.name.value === 'requiresScopes');
    const signedIn = field.directives?.some((directive) => directive.name.value === 'authenticated');
    if (!scopes && !signedIn) continue;
    rules.set(field.name.value, { scopes: scopes ? scopesOf(scopes, field) : [], nonNull: field.type.kind === Kind.NON_NULL_TYPE });
  }
}

function scopesOf(directive: DirectiveNode, field: FieldDefinitionNode): string[][] {
  const value = directive.arguments?.find((argument) => argument.name.value === 'scopes')?.value;
  if (value?.kind !== Kind.LIST) throw new Error(`@requiresScopes of ${field.name.value} has no list of scopes.`);
  return value.values.map((all) => (all.kind === Kind.LIST ? all.values : [all]).map((one) => (one.kind === Kind.STRING ? one.value : '')));
}

/** Why the viewer may not use a field, or null. */
function refusal(rule: AccessRule, viewer: Viewer | null): CallerError | null {
  if (!viewer) return unauthenticated();
  if (rule.scopes.length === 0) return null;
  if (rule.scopes.some((all) => all.every((scope) => viewer.scopes.has(scope)))) return null;
  return forbidden(`This needs ${rule.scopes.map((all) => all.join(' and ')).join(', or ')}.`);
}

/**
 * Takes out of an operation the root fields that the viewer may not use, through fragments too; each becomes an error
 * at its place in the answer, unless @skip or @include leave it out anyway. `variables` are coerced.
 */
export function allowOperation(
  rules: AccessRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  viewer: Viewer | null,
): AllowedOperation {
  const sieve = new Sieve(rules[operation.operation], fragmentsOf(document), variables, viewer);
  const selectionSet = sieve.sift(operation.selectionSet, true);
  return {
    document: selectionSet === operation.selectionSet ? document : withSelections(document, operation, selectionSet),
    removed: [...sieve.removed],
    empty: selectionSet.selections.length === 0,
    errors: [...sieve.errors.values()],
    refusesAll: sieve.refusesAll,
    keys: [...sieve.keys],
  };
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

function withSelections(document: DocumentNode, operation: OperationDefinitionNode, selectionSet: SelectionSetNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? { ...operation, selectionSet } : definition)),
  };
}

/** Walks root selections and remembers what it found. */
class Sieve {
  readonly removed = new Set<string>();
  readonly errors = new Map<string, GraphQLError>();
  readonly keys = new Set<string>();
  refusesAll = false;

  constructor(
    private readonly rules: ReadonlyMap<string, AccessRule>,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly viewer: Viewer | null,
  ) {}

  /** The same object when nothing had to go. */
  sift(selectionSet: SelectionSetNode, included: boolean): SelectionSetNode {
    const selections: SelectionNode[] = [];
    let changed = false;
    for (const selection of selectionSet.selections) {
      const kept = this.siftOne(selection, included && this.isIncluded(selection));
      if (kept !== selection) changed = true;
      if (kept) selections.push(kept);
    }
    return changed ? { ...selectionSet, selections } : selectionSet;
  }

  private siftOne(selection: SelectionNode, included: boolean): SelectionNode | null {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      if (included) this.keys.add(key);
      const rule = this.rules.get(selection.name.value);
      const error = rule ? refusal(rule, this.viewer) : null;
      if (!rule || !error) return selection;
      this.removed.add(selection.name.value);
      if (included) {
        this.errors.set(key, callerError(error, { path: [key] }));
        this.refusesAll ||= rule.nonNull;
      }
      return null;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = this.sift(selection.selectionSet, included);
      if (inner === selection.selectionSet) return selection;
      return inner.selections.length > 0 ? { ...selection, selectionSet: inner } : null;
    }
    const fragment = this.fragments.get(selection.name.value);
    if (!fragment) return selection;
    const inner = this.sift(fragment.selectionSet, included);
    if (inner === fragment.selectionSet) return selection;
    if (inner.selections.length === 0) return null;
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      directives: selection.directives,
      selectionSet: inner,
    };
  }

  private isIncluded(selection: SelectionNode): boolean {
    if (getDirectiveValues(GraphQLSkipDirective, selection, this.variables)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, selection, this.variables)?.['if'] !== false;
  }
}
