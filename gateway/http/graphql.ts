import { HeaderMap } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { json, Router, type ErrorRequestHandler, type Request } from 'express';
import { GraphQLError } from 'graphql';
import { CallerError } from '../../platform/errors.js';
import { callerError } from '../errors.js';
import type { GatewayContext, GraphqlServer } from '../graphql-server.js';
import type { Identify } from '../identity.js';
import { deviceCookie, newDevice, type ClientOf } from './client.js';
import { requestIdOf } from './request-id.js';

/** What the routes need. */
export interface GraphqlRoutesParts {
  readonly graphqlServer: GraphqlServer;
  readonly identify: Identify;
  readonly clientOf: ClientOf;
  /** Whether browsers reach us over TLS alone. */
  readonly secure: boolean;
  readonly maxBodyBytes: number;
}

/** GraphQL over HTTP (POST and GET). */
export function graphqlRoutes(parts: GraphqlRoutesParts): Router {
  const router = Router();
  router.use(json({ limit: parts.maxBodyBytes }));
  router.use(expressMiddleware(parts.graphqlServer, { context: ({ req }) => contextOf(req, parts) }));
  router.use(refuseBody);
  return router;
}

async function contextOf(request: Request, { identify, clientOf, secure }: GraphqlRoutesParts): Promise<GatewayContext> {
  try {
    // Read before anything is waited for: of a connection that is gone nobody knows the address.
    const client = clientOf(request);
    const { viewer } = await identify(request.get('authorization'));
    const identity = { viewer, requestId: requestIdOf(request), ...client };
    if (client.deviceId !== undefined || viewer !== null) return { identity };
    const deviceId = newDevice();
    return { identity: { ...identity, deviceId }, deviceCookie: deviceCookie(deviceId, secure) };
  } catch (error) {
    throw error instanceof CallerError ? withStatus(error) : error;
  }
}

/** A token that is no good is refused before GraphQL begins: 401 with a challenge (RFC 6750, 3.1). */
function withStatus(error: CallerError): GraphQLError {
  const { message, extensions } = callerError(error);
  const http =
    error.code === 'UNAUTHENTICATED'
      ? { status: 401, headers: new HeaderMap([['www-authenticate', 'Bearer error="invalid_token"']]) }
      : { status: 503, headers: new HeaderMap([['retry-after', '1']]) };
  return new GraphQLError(message, { extensions: { ...extensions, http } });
}

/** A body that could not be read: too long, or no JSON. */
const refuseBody: ErrorRequestHandler = (error: { status?: unknown }, _request, response, next) => {
  const status = typeof error.status === 'number' ? error.status : 500;
  if (status >= 500) {
    next(error);
    return;
  }
  const message = status === 413 ? 'The body is too long.' : 'The body can not be read.';
  response.status(status).json({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: [], message }] } }] });
};
