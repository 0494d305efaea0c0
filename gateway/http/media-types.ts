import { MIMEType } from 'node:util';
import type { Request, RequestHandler } from 'express';
import { refuse } from './refuse.js';

/** What an answer may be: the JSON that GraphQL used before it had a type of its own, or that type. */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

const ANSWERS = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

/** What the answer to a request will be; null when it accepts neither. */
export function answerTypeOf(request: Request): AnswerType | null {
  const accepted = request.accepts(ANSWERS);
  if (accepted === false) return null;
  return accepted.startsWith('application/json') ? 'application/json' : 'application/graphql-response+json';
}

/**
 * Refuses methods, bodies and answers of other kinds before anything is run: 405, 415, 406. A body is JSON in UTF-8,
 * and says so: what forms of other sites can send (urlencoded, multipart, plain text) is none.
 */
export const mediaTypes: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET' && request.method !== 'POST') {
    response.set('allow', 'GET, POST');
    refuse(response, 405, 'GraphQL is asked by GET or POST.');
  } else if (request.method === 'POST' && !isJson(request.get('content-type'))) {
    refuse(response, 415, 'A body is application/json in UTF-8, and its Content-Type says so.');
  } else if (answerTypeOf(request) === null) {
    refuse(response, 406, 'Answers are application/json or application/graphql-response+json, in UTF-8.');
  } else next();
};

function isJson(contentType: string | undefined): boolean {
  try {
    const { essence, params } = new MIMEType(contentType ?? '');
    return essence === 'application/json' && /^utf-?8$/i.test(params.get('charset') ?? 'utf-8');
  } catch {
    return false;
  }
}
