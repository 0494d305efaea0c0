import type { GraphQLError } from 'graphql';
import type { Admission, SentDocument } from '../documents/admission.js';

/** What a request brings: the body of a POST, the search part of the address (with its question mark) of a GET. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly body: unknown;
  readonly search: string;
}

/** The request with the text that was admitted, as if it had brought the text itself; or as it is, with why it was refused. */
export interface AdmittedRequest extends Sent {
  readonly refused?: GraphQLError | undefined;
}

/** Finds documents by their hash, and asks whether what was sent may be run. */
export async function admitDocument(sent: Sent, admit: Admission): Promise<AdmittedRequest> {
  const document = sent.method === 'POST' ? sentInBody(sent.body) : sentInAddress(new URLSearchParams(sent.search));
  const admitted = document && (await admit(document));
  if (!admitted) return sent;
  if ('refused' in admitted) return { ...sent, refused: admitted.refused };
  return isByHash(document) ? withText(sent, admitted.text) : sent;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sentInBody = (body: unknown): SentDocument | null => (isRecord(body) ? body : null);

function sentInAddress(parameters: URLSearchParams): SentDocument {
  const text = (name: string): string | undefined => parameters.get(name) ?? undefined;
  return { query: text('query'), documentId: text('documentId'), extensions: parsed(text('extensions')) };
}

function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? (JSON.parse(json) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

const isByHash = ({ documentId, extensions }: SentDocument): boolean =>
  documentId !== undefined || (isRecord(extensions) && 'persistedQuery' in extensions);

function withText(sent: Sent, text: string): Sent {
  if (sent.method === 'POST') {
    const { documentId: _id, extensions, ...rest } = sent.body as Record<string, unknown>;
    return { ...sent, body: { ...rest, query: text, ...withoutHash(extensions) } };
  }
  const parameters = new URLSearchParams(sent.search);
  const { extensions } = withoutHash(parsed(parameters.get('extensions')));
  parameters.delete('documentId');
  parameters.delete('extensions');
  if (extensions !== undefined) parameters.set('extensions', JSON.stringify(extensions));
  parameters.set('query', text);
  return { ...sent, search: `?${parameters.toString()}` };
}

function withoutHash(extensions: unknown): { extensions?: unknown } {
  if (!isRecord(extensions)) return extensions === undefined ? {} : { extensions };
  const { persistedQuery: _hash, ...rest } = extensions;
  return Object.keys(rest).length > 0 ? { extensions: rest } : {};
}
