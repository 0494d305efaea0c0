import { execFileSync } from 'node:child_process';
import { composeServices } from '@apollo/composition';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { parse, type GraphQLSchema } from 'graphql';
import { buildSupergraph } from '../gateway/supergraph.js';
import { packageRoot } from '../platform/package-root.js';

/** The schema's files by subgraph, as they stand in some commit. */
export type SchemaFiles = Readonly<Record<string, string>>;

/** What today's schema is held against, or why there is nothing. */
export type Reference = { readonly commit: string; readonly files: SchemaFiles } | { readonly missing: string };

/** What clients see of the subgraphs' files, composed. */
export function apiSchemaOf(files: SchemaFiles): GraphQLSchema {
  const services = Object.entries(files).map(([name, sdl]) => ({ name, url: `http://${name}.subgraph`, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return buildSupergraph(supergraphSdl).apiSchema;
}

/** Every change after which a client that works today would fail, in words. */
export async function breakingChanges(before: GraphQLSchema, after: GraphQLSchema): Promise<string[]> {
  const changes = await diff(before, after);
  return changes.flatMap(({ criticality, message }) => (criticality.level === CriticalityLevel.Breaking ? [message] : []));
}

/**
 * The schema's files of the last tag, or of the root commit while there is none. In a shallow clone without a tag, the
 * oldest commit is no root, and what it holds proves nothing.
 */
export function readReference(subgraphs: readonly string[], git: Git = runGit): Reference {
  if (git('rev-parse', '--is-inside-work-tree') === null) return { missing: 'there is no git, or no repository' };
  const commit = git('describe', '--tags', '--abbrev=0') ?? rootCommit(git);
  if (commit === null) return { missing: 'the clone is shallow, and has no tag' };
  const files = subgraphs.map((name) => [name, git('show', `${commit}:schema/${name}.graphql`)] as const);
  const missing = files.filter(([, sdl]) => sdl === null).map(([name]) => name);
  if (missing.length === subgraphs.length) return { missing: `${commit} has no schema` };
  return { commit, files: Object.fromEntries(files.filter(([, sdl]) => sdl !== null)) as SchemaFiles };
}

/** Runs git; null when it fails, or is not there. */
export type Git = (...args: string[]) => string | null;

function rootCommit(git: Git): string | null {
  if (git('rev-parse', '--is-shallow-repository')?.trim() !== 'false') return null;
  return git('rev-list', '--max-parents=0', 'HEAD')?.trim().split('\n').at(-1) ?? null;
}

const runGit: Git = (...args) => {
  try {
    const text = execFileSync('git', args, { cwd: packageRoot(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return args[0] === 'show' ? text : text.trim();
  } catch {
    return null;
  }
};
