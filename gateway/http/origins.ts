import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AllowsOrigin } from '../bounds/origins.js';
import { refuse } from './refuse.js';

/** Headers that pages of other origins on the list may send. */
const HEADERS = 'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id';
/** Seconds for which a browser remembers that it may ask. */
const REMEMBER = 600;

/**
 * Refuses pages of origins that are not on the list with 403, and lets browsers read answers to those that are (CORS). Answers
 * whether the request goes on: what was refused, and what only asked whether it may, is answered.
 */
export function passesOrigin(request: IncomingMessage, response: ServerResponse, allows: AllowsOrigin): boolean {
  const { origin } = request.headers;
  response.setHeader('vary', 'accept, origin');
  if (!allows(origin)) {
    refuse(response, 403, 'Pages of this origin may not ask here. PUBLIC_URL and ALLOWED_ORIGINS say which may.');
    return false;
  }
  if (origin === undefined) return true;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'x-request-id');
  if (request.method !== 'OPTIONS') return true;
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', HEADERS);
  response.setHeader('access-control-max-age', String(REMEMBER));
  response.statusCode = 204;
  response.end();
  return false;
}
