import { isObjectType, type GraphQLSchema } from 'graphql';
import { CallerError } from '../errors.js';

/** Makes each of the fields, given as `Type.field`, answer NOT_IMPLEMENTED. */
export function refuseUnimplemented(schema: GraphQLSchema, fields: readonly string[]): void {
  for (const name of fields) {
    const [typeName = '', fieldName = ''] = name.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) throw new Error(`${name} is listed as not implemented, and is not in the schema.`);
    const refuse = (): never => {
      throw new CallerError('NOT_IMPLEMENTED', `${name} does not work yet.`);
    };
    field.resolve = refuse;
    if (type === schema.getSubscriptionType()) field.subscribe = refuse;
  }
}
