import { HeaderMap } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { Router, type Request, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { CallerError } from '../../platform/errors.js';
import { callerError } from '../errors.js';
import type { AllowsOrigin } from '../bounds/origins.js';
import type { Admission } from '../documents/admission.js';
import type { GatewayContext, GraphqlServer } from '../graphql-server.js';
import type { Identify } from '../identity.js';
import { deviceCookie, newDevice, type Client, type ClientOf } from './client.js';
import { jsonBody } from './json-body.js';
import { answerTypeOf, mediaTypes, type AnswerType } from './media-types.js';
import { checkOrigins } from './origins.js';
import { requestIdOf } from './request-id.js';
import { admitDocuments, refusalOf } from './sent-documents.js';
import { statusOf, type StatusCodes } from './statuses.js';
import { isWellFormed } from './well-formed.js';

/** What the routes need. */
export interface GraphqlRoutesParts {
  readonly graphqlServer: GraphqlServer;
  readonly identify: Identify;
  readonly clientOf: ClientOf;
  /** Whether browsers reach us over TLS alone. */
  readonly secure: boolean;
  readonly maxBodyBytes: number;
  readonly admit: Admission;
  readonly statusCodes: StatusCodes;
}

/** GraphQL over HTTP (POST and GET). */
export function graphqlRoutes(parts: GraphqlRoutesParts, allowsOrigin: AllowsOrigin): Router {
  const router = Router();
  router.use(begin(parts.clientOf), checkOrigins(allowsOrigin), mediaTypes);
  router.use(jsonBody(parts.maxBodyBytes), admitDocuments(parts.admit));
  router.use(expressMiddleware(parts.graphqlServer, { context: ({ req }) => contextOf(req, parts) }));
  return router;
}

const CLIENT = 'client';

/** Before anything is waited for, since of a connection that is gone nobody knows the address. */
function begin(clientOf: ClientOf): RequestHandler {
  return (request, response, next) => {
    response.locals[CLIENT] = clientOf(request);
    response.set('cache-control', 'no-store');
    next();
  };
}

async function contextOf(request: Request, { identify, secure, statusCodes }: GraphqlRoutesParts): Promise<GatewayContext> {
  const answerType = answerTypeOf(request) ?? 'application/json';
  const refused = refusalOf(request);
  if (refused) throw withStatusOf(refused, answerType, statusCodes);
  if (statusCodes === '2026-09' && answerType !== 'application/json' && request.method === 'POST' && !isWellFormed(request.body)) throw malformed();
  try {
    const client = request.res?.locals[CLIENT] as Client;
    const { viewer } = await identify(request.get('authorization'));
    const identity = { viewer, requestId: requestIdOf(request), ...client };
    if (client.deviceId !== undefined || viewer !== null) return { identity, answerType };
    const deviceId = newDevice();
    return { identity: { ...identity, deviceId }, deviceCookie: deviceCookie(deviceId, secure), answerType };
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

const malformed = (): GraphQLError =>
  new GraphQLError('The body is no GraphQL request.', { extensions: { code: 'BAD_REQUEST', http: { status: 422, headers: new HeaderMap() } } });

/** Statuses of refusals that are no matter of the document itself. */
const STATUS_OF_REFUSAL: Readonly<Record<string, number>> = { FORBIDDEN: 403, BAD_REQUEST: 400 };

function withStatusOf(refused: GraphQLError, type: AnswerType, statusCodes: StatusCodes): GraphQLError {
  const status = STATUS_OF_REFUSAL[String(refused.extensions['code'])] ?? statusOf({ errors: [refused] }, type, statusCodes) ?? 400;
  return new GraphQLError(refused.message, { extensions: { ...refused.extensions, http: { status, headers: new HeaderMap() } } });
}
