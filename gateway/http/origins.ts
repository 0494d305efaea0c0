import type { RequestHandler } from 'express';
import type { AllowsOrigin } from '../bounds/origins.js';
import { refuse } from './refuse.js';

/** Headers that pages of other origins on the list may send. */
const HEADERS = 'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id';
/** Seconds for which a browser remembers that it may ask. */
const REMEMBER = 600;

/** Refuses pages of origins that are not on the list with 403, and lets browsers read answers to those that are (CORS). */
export function checkOrigins(allows: AllowsOrigin): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    response.vary('origin');
    if (!allows(origin)) {
      refuse(response, 403, 'Pages of this origin may not ask here. PUBLIC_URL and ALLOWED_ORIGINS say which may.');
      return;
    }
    if (origin !== undefined) response.set({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-request-id' });
    if (request.method === 'OPTIONS' && origin !== undefined) {
      response.set({ 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': HEADERS });
      response.set('access-control-max-age', String(REMEMBER)).sendStatus(204);
    } else next();
  };
}
