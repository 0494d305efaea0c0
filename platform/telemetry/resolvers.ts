import { defaultFieldResolver, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { tracedIfAsync } from './tracing.js';

/** Of one field, so many are traced in one request: the items of a list are alike. */
const MOST = 5;

/** Makes a span of each resolver of ours that does not answer at once. */
export function traceResolvers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) traceField(`${type.name}.${field.name}`, field as GraphQLField<unknown, object>);
  }
}

function traceField(name: string, field: GraphQLField<unknown, object>): void {
  const { resolve } = field;
  if (!resolve || resolve === defaultFieldResolver) return;
  const traced = new WeakMap<object, number>();
  field.resolve = (source, args, context, info) => {
    const before = traced.get(context) ?? 0;
    if (before >= MOST) return resolve(source, args, context, info);
    traced.set(context, before + 1);
    return tracedIfAsync(`resolve ${name}`, { 'graphql.field': name }, () => resolve(source, args, context, info));
  };
}
