import type { Request, RequestHandler } from 'express';
import type { Ids } from '../../platform/ids.js';

/** The header that carries a request's id, in and out. */
const HEADER = 'x-request-id';
const WELL_FORMED = /^[\w.-]{1,64}$/;

/** Gives each request an id: the one that it brings where that is well-formed, else a new one. The answer bears it. */
export function requestIds(ids: Ids): RequestHandler {
  return (request, response, next) => {
    const given = request.get(HEADER);
    const id = given !== undefined && WELL_FORMED.test(given) ? given : ids.next();
    response.locals[HEADER] = id;
    response.setHeader(HEADER, id);
    next();
  };
}

/** The id that the request was given. */
export const requestIdOf = (request: Request): string => String(request.res?.locals[HEADER]);
