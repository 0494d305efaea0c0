import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** Every subgraph, by the name that it has in the supergraph and in `schema/`. */
export const SUBGRAPHS = ['user', 'event', 'booking', 'notification', 'viewer'] as const;

const HEADER = '# Composed from the other files in this folder by `npm run compose`; not to be edited.';

const schemaFile = (name: string): URL => new URL(`../schema/${name}.graphql`, import.meta.url);

/** The supergraph, and what the composer would have us look at, such as a type described in two ways. */
export interface Composed {
  readonly sdl: string;
  readonly hints: readonly string[];
}

/**
 * The supergraph that the five files in `schema/` make.
 * The addresses in it are placeholders (`http://user.subgraph`): the gateway has its own settings for them.
 * Throws with every composition error when the files do not fit together.
 */
export async function composeSupergraph(): Promise<Composed> {
  const services = await Promise.all(
    SUBGRAPHS.map(async (name) => ({
      name,
      url: `http://${name}.subgraph`,
      typeDefs: parse(await readFile(schemaFile(name), 'utf8')),
    })),
  );
  const result = composeServices(services);
  if (result.errors) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return { sdl: `${HEADER}\n${result.supergraphSdl}\n`, hints: result.hints.map((hint) => hint.message) };
}

/** Null when `schema/supergraph.graphql` is what the other files make; else one line that says what is wrong. */
export async function supergraphFault(): Promise<string | null> {
  const committed = await readFile(schemaFile('supergraph'), 'utf8').catch(() => null);
  if (committed === null) return 'schema/supergraph.graphql is missing: run npm run compose.';
  return committed === (await composeSupergraph()).sdl ? null : 'schema/supergraph.graphql is stale: run npm run compose.';
}

async function main(check: boolean): Promise<void> {
  if (!check) return writeFile(schemaFile('supergraph'), (await composeSupergraph()).sdl);
  const fault = await supergraphFault();
  if (fault === null) return;
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.includes('--check')).catch((error: unknown) => {
    process.stderr.write(`The supergraph does not compose.\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
