import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ids } from '../../platform/ids.js';

/** The header that carries a request's id, in and out. */
const HEADER = 'x-request-id';
const WELL_FORMED = /^[\w.-]{1,64}$/;

/** Gives a request an id: the one that it brings where that is well-formed, else a new one. The answer bears it. */
export function giveRequestId(request: IncomingMessage, response: ServerResponse, ids: Ids): void {
  const given = request.headers[HEADER];
  response.setHeader(HEADER, typeof given === 'string' && WELL_FORMED.test(given) ? given : ids.next());
}

/** The id that the request of this answer was given. */
export const requestIdOf = (response: ServerResponse): string => String(response.getHeader(HEADER));
