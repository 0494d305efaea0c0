import type { Request, RequestHandler } from 'express';
import type { GraphQLError } from 'graphql';
import type { Admission, SentDocument } from '../documents/admission.js';

const REFUSED = 'refusedDocument';

/** Puts the text that was admitted into the request, and remembers a refusal for `refusalOf`. */
export function admitDocuments(admit: Admission): RequestHandler {
  return async (request, response, next) => {
    const sent = request.method === 'POST' ? sentInBody(request.body) : sentInAddress(request);
    const admitted = sent && (await admit(sent));
    if (admitted && 'refused' in admitted) response.locals[REFUSED] = admitted.refused;
    else if (admitted && sent && isByHash(sent)) putText(request, admitted.text);
    next();
  };
}

/** Why the document of a request was refused. */
export const refusalOf = (request: Request): GraphQLError | undefined => request.res?.locals[REFUSED] as GraphQLError | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sentInBody = (body: unknown): SentDocument | null => (isRecord(body) ? body : null);

function sentInAddress({ query }: Request): SentDocument {
  const { query: text, documentId, extensions } = query;
  return { query: text, documentId, extensions: parsed(extensions) };
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

/** From here on the request reads as if it had brought the text itself. */
function putText(request: Request, text: string): void {
  if (request.method === 'POST') {
    const { documentId: _id, extensions, ...rest } = request.body as Record<string, unknown>;
    request.body = { ...rest, query: text, ...withoutHash(extensions) };
    return;
  }
  const address = new URL(request.url, 'http://here');
  const { extensions } = withoutHash(parsed(address.searchParams.get('extensions')));
  address.searchParams.delete('documentId');
  address.searchParams.delete('extensions');
  if (extensions !== undefined) address.searchParams.set('extensions', JSON.stringify(extensions));
  address.searchParams.set('query', text);
  request.url = `${address.pathname}${address.search}`;
}

function withoutHash(extensions: unknown): { extensions?: unknown } {
  if (!isRecord(extensions)) return extensions === undefined ? {} : { extensions };
  const { persistedQuery: _hash, ...rest } = extensions;
  return Object.keys(rest).length > 0 ? { extensions: rest } : {};
}
