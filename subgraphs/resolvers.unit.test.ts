import { describe, expect, it } from '@jest/globals';
import { readSchemaFile, type ResolverMap } from '../platform/subgraph/subgraph.js';
import { resolverFaults } from '../platform/testing/resolver-coverage.js';
import { type ImplementedSubgraph, notImplemented } from './not-implemented.js';

const subgraphs = Object.keys(notImplemented) as ImplementedSubgraph[];

describe('the resolvers of each subgraph', () => {
  it.each(subgraphs)('are what the schema of %s asks for, with nothing missing and nothing too many', async (name) => {
    const { resolvers } = (await import(`./${name}/graphql/resolvers.js`)) as { resolvers: ResolverMap };
    expect(resolverFaults({ typeDefs: readSchemaFile(name), resolvers, notImplemented: notImplemented[name] })).toEqual([]);
  });
});
