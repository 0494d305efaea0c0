import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { refuseText } from '../bounds/bounds.js';
import type { DocumentLimits } from '../bounds/limits.js';
import type { Turn } from '../bounds/turns.js';
import { forbidden } from '../../platform/errors.js';
import { callerError } from '../../platform/subgraph/error-format.js';
import { Lru } from '../lru.js';
import type { TrustedDocuments } from './trusted.js';

/** The parts of a request that name its document, as the client sent them. */
export interface SentDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The text to parse and validate, or why there is none. */
export type Admitted = { readonly text: string } | { readonly refused: GraphQLError };

/** Decides about a document before anything else is done with it; HTTP and WebSocket ask the same. */
export type Admission = (sent: SentDocument) => Promise<Admitted | null>;

/** What admission goes by. */
export interface AdmissionRules {
  readonly limits: DocumentLimits;
  readonly trusted: TrustedDocuments;
  /** Whether documents that are not registered are refused. */
  readonly trustedOnly: boolean;
  /** Characters of documents that clients may leave with us. */
  readonly persistedCharacters: number;
  /** Waited for before a document that is new is validated. */
  readonly turn: Turn;
}

/** Verdicts that are remembered. */
const VERDICTS = 10_000;

/**
 * Finds the text that a request means: its own, one that is registered, or one that a client left with us under its
 * hash (automatic persisted queries). Null for a request that names none, or one of no known shape: who parses requests says so.
 */
export function createAdmission({ limits, trusted, trustedOnly, persistedCharacters, turn }: AdmissionRules): Admission {
  const left = new Lru<string, string>(persistedCharacters, { weigh: (hash, text) => hash.length + text.length });
  const verdicts = new Lru<string, GraphQLError | 'fine'>(VERDICTS);

  const withinBounds = async (text: string): Promise<Admitted> => {
    const key = hashOf(text);
    let verdict = verdicts.get(key);
    if (!verdict) {
      verdicts.set(key, (verdict = refuseText(text, limits) ?? 'fine'));
      if (verdict === 'fine') await turn();
    }
    return verdict === 'fine' ? { text } : { refused: verdict };
  };
  const byText = async (text: string): Promise<Admitted> => (trustedOnly && !trusted.has(text) ? { refused: notRegistered() } : withinBounds(text));
  const byHash = async (hash: string): Promise<Admitted> => {
    const text = trusted.byHash(hash) ?? (trustedOnly ? undefined : left.get(hash));
    if (text !== undefined) return withinBounds(text);
    return { refused: trustedOnly ? notRegistered() : notFound() };
  };

  return async ({ query, documentId, extensions }) => {
    const text = typeof query === 'string' && query !== '' ? query : undefined;
    if (text === undefined && typeof documentId === 'string') return byHash(documentId.replace(/^sha256:/, ''));
    const persisted = persistedQueryOf(extensions);
    if (persisted === null) return text === undefined ? null : byText(text);
    if (persisted.version !== 1) return { refused: badRequest('Unsupported persisted query version') };
    const hash = typeof persisted.sha256Hash === 'string' ? persisted.sha256Hash : '';
    if (text === undefined) return byHash(hash);
    if (trusted.byHash(hash) !== text && hashOf(text) !== hash) return { refused: badRequest('provided sha does not match query') };
    const admitted = await byText(text);
    if ('text' in admitted && !trustedOnly) left.set(hash, text);
    return admitted;
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function persistedQueryOf(extensions: unknown): { version?: unknown; sha256Hash?: unknown } | null {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return null;
  const { persistedQuery } = extensions;
  return typeof persistedQuery === 'object' && persistedQuery !== null ? persistedQuery : null;
}

/** Clients of persisted queries know this message, and send the text next. */
const notFound = (): GraphQLError =>
  new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });

const notRegistered = (): GraphQLError => callerError(forbidden('Only operations that were registered are answered here.'));

const badRequest = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
