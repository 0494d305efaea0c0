import {
  defaultFieldResolver,
  isObjectType,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { valueFromASTUntyped } from 'graphql';
import { CallerError, unauthenticated } from '../errors.js';
import type { Viewer } from '../identity/viewer.js';

/** What a field asks of who uses it: somebody, or all scopes of one of the groups. */
export interface FieldGuard {
  readonly scopes: readonly (readonly string[])[] | null;
}

/** Reads `@authenticated` and `@requiresScopes` off a field's SDL; null where neither stands. */
export function guardOf(directives: readonly ConstDirectiveNode[] | undefined): FieldGuard | null {
  const named = (name: string): ConstDirectiveNode | undefined =>
    directives?.find(({ name: { value } }) => value === name || value === `federation__${name}`);
  const requires = named('requiresScopes');
  const scopes = requires?.arguments?.find((argument) => argument.name.value === 'scopes');
  if (scopes) return { scopes: valueFromASTUntyped(scopes.value) as string[][] };
  return named('authenticated') ? { scopes: null } : null;
}

/** The refusal for a viewer whom the guard does not let through, or null. */
export function refusalOf(guard: FieldGuard, viewer: Viewer | null): CallerError | null {
  if (!viewer) return unauthenticated();
  if (guard.scopes === null || guard.scopes.some((group) => group.every((scope) => viewer.scopes.has(scope)))) return null;
  const wanted = guard.scopes.map((group) => group.join(' and ')).join(', or ');
  return new CallerError('FORBIDDEN', `This needs the scope ${wanted}.`);
}

/** Wraps every guarded field of a schema, so that no way into the subgraph leads past its guard. */
export function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const guard = guardOf(field.astNode?.directives) ?? guardOfExtensions(type.extensionASTNodes, field.name);
      if (guard) guardField(field as GraphQLField<unknown, { viewer: Viewer | null }>, guard);
    }
  }
}

function guardOfExtensions(
  extensions: readonly { fields?: readonly { name: { value: string }; directives?: readonly ConstDirectiveNode[] }[] }[],
  name: string,
): FieldGuard | null {
  for (const extension of extensions) {
    const field = extension.fields?.find((candidate) => candidate.name.value === name);
    if (field) return guardOf(field.directives);
  }
  return null;
}

function guardField(field: GraphQLField<unknown, { viewer: Viewer | null }>, guard: FieldGuard): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const refusal = refusalOf(guard, context.viewer);
    if (refusal) throw refusal;
    return resolve(source, args, context, info);
  };
  const { subscribe } = field;
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      const refusal = refusalOf(guard, context.viewer);
      if (refusal) throw refusal;
      return subscribe(source, args, context, info);
    };
  }
}
