import type { IncomingMessage, ServerResponse } from 'node:http';
import { MIMEType } from 'node:util';
import { request as expressRequest, type Request } from 'express';
import { Lru } from '../lru.js';
import { refuse } from './refuse.js';

/** What an answer may be: the JSON that GraphQL used before it had a type of its own, or that type. */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

const ANSWERS = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

/**
 * What the answer will be. Refuses methods, bodies and answers of other kinds before anything is run (405, 415, 406), and
 * gives null then. A body is JSON in UTF-8, and says so: what forms of other sites can send (urlencoded, multipart, plain
 * text) is none.
 */
export function negotiate(request: IncomingMessage, response: ServerResponse): AnswerType | null {
  if (request.method !== 'GET' && request.method !== 'POST') {
    response.setHeader('allow', 'GET, POST');
    refuse(response, 405, 'GraphQL is asked by GET or POST.');
    return null;
  }
  if (request.method === 'POST' && !isJson(request.headers['content-type'] ?? '')) {
    refuse(response, 415, 'A body is application/json in UTF-8, and its Content-Type says so.');
    return null;
  }
  const type = answerTypeOf(request);
  if (type === null) refuse(response, 406, 'Answers are application/json or application/graphql-response+json, in UTF-8.');
  return type;
}

/** Which of these types the request would rather have, by its Accept header; null when it accepts none. */
export const preferredOf = (request: IncomingMessage, types: readonly string[]): string | null =>
  expressRequest.accepts.call(request as Request, ...types) || null;

/** Clients send the same few headers again and again. */
const MOST_HEADERS = 200;
const LONGEST_HEADER = 1000;
const knownAccepts = new Lru<string, AnswerType | null>(MOST_HEADERS);
const knownBodies = new Lru<string, boolean>(MOST_HEADERS);

function answerTypeOf(request: IncomingMessage): AnswerType | null {
  return remembered(knownAccepts, request.headers.accept ?? '', () => {
    const accepted = preferredOf(request, ANSWERS);
    if (accepted === null) return null;
    return accepted.startsWith('application/json') ? 'application/json' : 'application/graphql-response+json';
  });
}

const isJson = (contentType: string): boolean =>
  remembered(knownBodies, contentType, () => {
    try {
      const { essence, params } = new MIMEType(contentType);
      return essence === 'application/json' && /^utf-?8$/i.test(params.get('charset') ?? 'utf-8');
    } catch {
      return false;
    }
  });

function remembered<Value>(known: Lru<string, Value>, header: string, read: () => Value): Value {
  const found = known.get(header);
  if (found !== undefined) return found;
  const value = read();
  if (header.length <= LONGEST_HEADER) known.set(header, value);
  return value;
}
