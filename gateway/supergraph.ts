import { readFile } from 'node:fs/promises';
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { StartRefused } from '../platform/start-refused.js';
import { readAccessRules, type AccessRules } from './authorization.js';
import { readCostModel, type CostModel } from './bounds/cost-model.js';

/**
 * One supergraph, ready to serve. Operations and subscriptions keep the one that they began with, so that another may
 * take its place at any time.
 */
export interface ServedSupergraph {
  readonly sdl: string;
  /** What clients see: validation, coercion of variables, introspection. */
  readonly apiSchema: GraphQLSchema;
  /** The same for the planner and the shaping of answers. */
  readonly planningSchema: Schema;
  /** With all join information: representations and type conditions. */
  readonly fullSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** Who may use which root field. */
  readonly access: AccessRules;
  /** What fields cost. */
  readonly costs: CostModel;
}

/**
 * The planner knows nothing of these and refuses a supergraph that has them, unless told that somebody enforces them:
 * `authorization.ts` does, and each subgraph again. `cost` is for the bounds on documents.
 */
const ENFORCED_HERE = ['authenticated', 'requiresScopes', 'cost'].map((name) => `https://specs.apollo.dev/${name}/v0.1`);

/**
 * Prepares a supergraph.
 * @throws what is wrong with it, a link to a feature that nobody here enforces included, and a subgraph that is not among
 * those within reach.
 */
export function buildSupergraph(sdl: string, reachable?: ReadonlySet<string>): ServedSupergraph {
  const supergraph = Supergraph.build(sdl, {
    supportedFeatures: new Set([...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, ...ENFORCED_HERE]),
  });
  const stranger = supergraph.subgraphsMetadata().find(({ name }) => reachable?.has(name) === false);
  if (stranger) throw new Error(`It has a subgraph named ${stranger.name}, which is not there.`);
  const planningSchema = supergraph.apiSchema();
  const fullSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    sdl,
    apiSchema: planningSchema.toGraphQLJSSchema(),
    planningSchema,
    fullSchema,
    planner: new QueryPlanner(supergraph),
    access: readAccessRules(sdl),
    costs: readCostModel(fullSchema),
  };
}

/** The supergraph that is served now, and word of the next. */
export interface SupergraphSource {
  current(): ServedSupergraph;
  /** The supergraph to which an API schema belongs, also once another has taken its place. */
  of(apiSchema: GraphQLSchema): ServedSupergraph;
  /** Serves another from now on; what has begun goes on with the old one. Throws, and keeps the old one, when it is broken. */
  replace(sdl: string): void;
  /** Calls with the present one at once, and with each that follows. */
  listen(heard: (supergraph: ServedSupergraph) => void): () => void;
}

/**
 * Serves the supergraph of a file.
 * @throws StartRefused when it can not be read, or is none, or has a subgraph that is not within reach.
 */
export async function openSupergraph(file: string, reachable?: ReadonlySet<string>): Promise<SupergraphSource> {
  try {
    return serveSupergraph(await readFile(file, 'utf8'), reachable);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new StartRefused(`SUPERGRAPH: ${file} can not be served: ${reason ?? ''}`);
  }
}

/** Serves a supergraph from its SDL. */
export function serveSupergraph(sdl: string, reachable?: ReadonlySet<string>): SupergraphSource {
  const bySchema = new WeakMap<GraphQLSchema, ServedSupergraph>();
  const listeners = new Set<(supergraph: ServedSupergraph) => void>();
  const take = (next: ServedSupergraph): ServedSupergraph => {
    bySchema.set(next.apiSchema, next);
    return next;
  };
  let current = take(buildSupergraph(sdl, reachable));

  return {
    current: () => current,
    of: (apiSchema) => bySchema.get(apiSchema) ?? current,
    replace(next) {
      current = take(buildSupergraph(next, reachable));
      for (const heard of listeners) heard(current);
    },
    listen(heard) {
      listeners.add(heard);
      heard(current);
      return () => listeners.delete(heard);
    },
  };
}
