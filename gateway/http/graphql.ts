import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { CallerError } from '../../platform/errors.js';
import { callerError } from '../../platform/subgraph/error-format.js';
import type { AllowsOrigin } from '../bounds/origins.js';
import type { Admission } from '../documents/admission.js';
import type { GatewayContext, GraphqlServer } from '../graphql-server.js';
import type { Identify } from '../identity.js';
import { deviceCookie, newDevice, type Client, type ClientOf } from './client.js';
import { readJson } from './json-body.js';
import { negotiate, type AnswerType } from './media-types.js';
import { passesOrigin } from './origins.js';
import { requestIdOf } from './request-id.js';
import { admitDocument, type AdmittedRequest } from './sent-documents.js';
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

/**
 * Answers GraphQL over HTTP (POST and GET). By Node's own means: most of what comes is this, and a framework leaves as much behind
 * for V8 to collect as all the rest (decision 16).
 */
export function graphqlOverHttp(parts: GraphqlRoutesParts, allowsOrigin: AllowsOrigin) {
  const { graphqlServer, clientOf, maxBodyBytes, admit } = parts;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Before anything is waited for, since of a connection that is gone nobody knows the address.
    const client = clientOf(request);
    response.setHeader('cache-control', 'no-store');
    if (!passesOrigin(request, response, allowsOrigin)) return;
    const answerType = negotiate(request, response);
    if (answerType === null) return;
    const method = request.method === 'POST' ? 'POST' : 'GET';
    const read = method === 'POST' ? await readJson(request, response, maxBodyBytes) : { body: undefined };
    if (read === 'refused') return;
    const admitted = await admitDocument({ method, body: read.body, search: searchOf(request.url) }, admit);
    const { headers } = request;
    const asked = { client, authorization: headers.authorization, requestId: requestIdOf(response), answerType, admitted };
    const answer = await graphqlServer.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: headerMap(headers), search: admitted.search, body: admitted.body },
      context: () => contextOf(asked, parts),
    });
    await send(response, answer);
  };
}

const searchOf = (url = ''): string => {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
};

function headerMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

async function send(response: ServerResponse, { status = 200, headers, body }: HTTPGraphQLResponse): Promise<void> {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.statusCode = status;
  if (body.kind === 'complete') {
    response.setHeader('content-length', Buffer.byteLength(body.string));
    response.end(body.string);
    return;
  }
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
}

/** What is known of a request before GraphQL begins. */
interface Asked {
  readonly client: Client;
  readonly authorization: string | undefined;
  readonly requestId: string;
  readonly answerType: AnswerType;
  readonly admitted: AdmittedRequest;
}

async function contextOf(asked: Asked, { identify, secure, statusCodes }: GraphqlRoutesParts): Promise<GatewayContext> {
  const { client, answerType, admitted } = asked;
  if (admitted.refused) throw withStatusOf(admitted.refused, answerType, statusCodes);
  if (statusCodes === '2026-09' && answerType !== 'application/json' && admitted.method === 'POST' && !isWellFormed(admitted.body)) throw malformed();
  try {
    const begun = performance.now();
    const { viewer } = await identify(asked.authorization);
    const identity = { viewer, requestId: asked.requestId, waited: performance.now() - begun, ...client };
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
