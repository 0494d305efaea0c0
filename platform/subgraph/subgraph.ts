import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import type { Logger } from '../logger.js';
import { packageRoot } from '../package-root.js';
import { traceResolvers } from '../telemetry/resolvers.js';
import { isTracing } from '../telemetry/tracing.js';
import { guardFields } from './authorize.js';
import { createInProcessTransport } from './in-process.js';
import { refuseUnimplemented } from './not-implemented.js';
import type { RequestIdentity, SubgraphTransport } from './transport.js';

/** Resolvers by type and field, as @apollo/subgraph takes them; codegen's types fit. */
export type ResolverMap = object;

export interface SubgraphOptions<Context> {
  readonly name: string;
  /** The subgraph's SDL; the file `schema/<name>.graphql` unless given. */
  readonly typeDefs?: string | undefined;
  readonly resolvers: ResolverMap;
  /** Fields that answer NOT_IMPLEMENTED, as `Type.field`. */
  readonly notImplemented?: readonly string[] | undefined;
  /** Makes what resolvers share within one request: viewer, loaders, use cases. */
  readonly contextOf: (identity: RequestIdentity) => Context;
  readonly logger: Logger;
}

/** A subgraph's schema with its resolvers, and the way to it within this process. */
export interface Subgraph {
  readonly schema: GraphQLSchema;
  readonly transport: SubgraphTransport;
}

/** Puts a subgraph's schema together: SDL, resolvers, `@authenticated` and `@requiresScopes` held by every field that bears them. */
export function createSubgraph<Context>(options: SubgraphOptions<Context>): Subgraph {
  const typeDefs = parse(options.typeDefs ?? readSchemaFile(options.name));
  const schema = buildSubgraphSchema({ typeDefs, resolvers: options.resolvers as never });
  refuseUnimplemented(schema, options.notImplemented ?? []);
  guardFields(schema);
  if (isTracing()) traceResolvers(schema);
  const transport = createInProcessTransport({ schema, contextOf: options.contextOf, logger: options.logger });
  return { schema, transport };
}

/** The SDL of one subgraph. */
export function readSchemaFile(name: string): string {
  return readFileSync(join(packageRoot(), 'schema', `${name}.graphql`), 'utf8');
}
