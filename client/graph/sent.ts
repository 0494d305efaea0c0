import type { DocumentNode } from 'graphql';

/** An operation as it is sent. */
export interface Outgoing {
  readonly query: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** What an operation is answered with. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string; readonly [name: string]: unknown } }[];
}

/** How the request names its operation. On a socket the text is there, and empty. */
interface Named {
  readonly query: string;
  readonly extensions?: { readonly persistedQuery: { readonly version: 1; readonly sha256Hash: string } };
}

/** By the hash under which the build has registered it; undefined for what codegen did not make. */
export function byHash({ query }: Outgoing): Named | undefined {
  const hash = (query as { __meta__?: { hash?: string } }).__meta__?.hash;
  return hash === undefined ? undefined : { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: hash.replace('sha256:', '') } } };
}

/** By its text, for a server that does not know the hash. */
export async function byText({ query }: Outgoing): Promise<Named> {
  const { print } = await import('./print.js');
  return { query: print(query) };
}

/** Whether the server wants the text. */
export const isUnknown = (errors: Answer['errors']): boolean => errors?.some(({ extensions }) => extensions?.code === 'PERSISTED_QUERY_NOT_FOUND') ?? false;
