import { HeaderMap } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { json, Router, type ErrorRequestHandler, type Request } from 'express';
import { GraphQLError } from 'graphql';
import { CallerError } from '../../platform/errors.js';
import { callerError } from '../errors.js';
import type { GatewayContext, GraphqlServer } from '../graphql-server.js';
import type { Identify } from '../identity.js';
import { requestIdOf } from './request-id.js';

/** GraphQL over HTTP (POST and GET). */
export function graphqlRoutes(server: GraphqlServer, identify: Identify, maxBodyBytes: number): Router {
  const router = Router();
  router.use(json({ limit: maxBodyBytes }));
  router.use(expressMiddleware(server, { context: async ({ req }) => ({ identity: await identityOf(req, identify) }) }));
  router.use(refuseBody);
  return router;
}

async function identityOf(request: Request, identify: Identify): Promise<GatewayContext['identity']> {
  try {
    const { viewer } = await identify(request.get('authorization'));
    const { ip: ipAddress } = request;
    return { viewer, requestId: requestIdOf(request), ipAddress, userAgent: request.get('user-agent') };
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
  response.status(status).json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
};
