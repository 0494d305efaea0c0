import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginSchemaReportingDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Logger } from '../platform/logger.js';
import { traced } from '../platform/telemetry/tracing.js';
import type { RequestIdentity } from '../platform/subgraph/transport.js';
import { tooManyRequests } from './http/rate-limited.js';
import { MOST_FAULTS } from './bounds/faults.js';
import type { AnswerType } from './http/media-types.js';
import { statusOf, type StatusCodes } from './http/statuses.js';
import { internalError, withoutHint } from './errors.js';
import { outcomeOf, type GatewayMetrics } from './metrics.js';
import type { Operations } from './operations.js';
import type { SupergraphSource } from './supergraph.js';

/** What each operation has beside it. */
export interface GatewayContext {
  readonly identity: RequestIdentity;
  /** A Set-Cookie for a browser that we do not know yet: it is sent with the answer to a mutation of nobody. */
  readonly deviceCookie?: string | undefined;
  /** What an answer by HTTP will be. */
  readonly answerType?: AnswerType | undefined;
}

/** Apollo Server as the gateway uses it. */
export type GraphqlServer = ApolloServer<GatewayContext>;

/** What it needs. */
export interface GraphqlServerParts {
  readonly supergraph: SupergraphSource;
  readonly operations: Operations;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
  readonly production: boolean;
  readonly statusCodes: StatusCodes;
}

/**
 * Parses, validates and answers queries and mutations, of HTTP and of sockets. `operations` runs them, from a plugin: what Apollo
 * Server puts around an executor of a gateway instead leaves each request behind for V8's next collection of the whole heap (decision 18).
 */
export function createGraphqlServer(parts: GraphqlServerParts): GraphqlServer {
  const tell = telling(parts.production);
  return new ApolloServer<GatewayContext>({
    gateway: schemasOf(parts.supergraph),
    introspection: !parts.production,
    hideSchemaDetailsFromClientErrors: parts.production,
    validationOptions: { maxErrors: MOST_FAULTS, hideSuggestions: parts.production },
    includeStacktraceInErrorResponses: false,
    nodeEnv: parts.production ? 'production' : 'development',
    stopOnTerminationSignals: false,
    logger: parts.logger,
    formatError: tell,
    // `documents/` finds documents by their hash, for sockets too.
    persistedQueries: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      runOperations(parts, tell),
      countOperations(parts.metrics),
      tooManyRequests,
      chooseStatus(parts.statusCodes),
      handOutDevices,
    ],
  });
}

/** An operation as a client sends it. */
export interface SentOperation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** Answers an operation that came by another way than HTTP: the same rules, the same code. */
export async function answer(server: GraphqlServer, sent: SentOperation, identity: RequestIdentity): Promise<FormattedExecutionResult> {
  const { query, operationName, variables } = sent;
  const request = { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
  const { body } = await server.executeOperation(request, { contextValue: { identity } });
  // Incremental delivery needs an executor that knows it; ours answers at once.
  if (body.kind !== 'single') throw new Error('An operation was answered in parts.');
  return body.singleResult;
}

type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer<GatewayContext>>[0]['gateway']>;

/** The schemas that are served, one after the other. */
function schemasOf(supergraph: SupergraphSource): Gateway {
  return {
    onSchemaLoadOrUpdate: (heard) => supergraph.listen(({ apiSchema, sdl }) => heard({ apiSchema, coreSupergraphSdl: sdl })),
    load: () => Promise.resolve({ executor: null }),
    stop: () => Promise.resolve(),
  };
}

/** An error as it leaves the house. */
type Tell = (formatted: GraphQLFormattedError) => GraphQLFormattedError;

function runOperations({ supergraph, operations, logger }: GraphqlServerParts, tell: Tell): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ request, document, source, schema, queryHash, operation, operationName, contextValue: { identity } }) {
          const asked = {
            supergraph: supergraph.of(schema),
            document,
            source: queryHash ?? source,
            operationName: request.operationName,
            variables: request.variables ?? {},
          };
          const attributes = {
            // Undefined where the request names an operation that is not there, whatever the type says.
            'graphql.operation.type': (operation as typeof operation | undefined)?.operation,
            'graphql.operation.name': operationName ?? undefined,
            'graphql.document.hash': queryHash,
            'request.id': identity.requestId,
          };
          const { data, errors, extensions } = await traced('graphql.operation', attributes, () => operations.execute(asked, identity)).catch(
            (error: unknown): ExecutionResult => ({ errors: [internalError(error, identity.requestId, logger)] }),
          );
          const singleResult: FormattedExecutionResult = {};
          if (errors) singleResult.errors = errors.map((error) => tell(withCode(error.toJSON())));
          if (data !== undefined) singleResult.data = data;
          if (extensions) singleResult.extensions = extensions;
          return { http: { status: undefined, headers: NO_HEADERS }, body: { kind: 'single', singleResult } };
        },
      }),
  };
}

const NO_HEADERS = new HeaderMap();

const withCode = (formatted: GraphQLFormattedError): GraphQLFormattedError =>
  formatted.extensions?.['code'] === undefined ? { ...formatted, extensions: { code: 'INTERNAL_SERVER_ERROR', ...formatted.extensions } } : formatted;

/**
 * What Apollo Server itself failed at says no more than that, and its refusal to describe the schema does not tell how it was
 * set up. Our own errors come with a request id, and pass.
 */
function withoutInternals(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, requestId, validationErrorCode } = formatted.extensions ?? {};
  if (validationErrorCode !== undefined) return { ...formatted, message: 'This schema is not described here.', extensions: { code } };
  if (code !== 'INTERNAL_SERVER_ERROR' || requestId !== undefined) return formatted;
  return { message: 'Something went wrong on our side.', extensions: { code } };
}

function telling(production: boolean): Tell {
  return (formatted) => {
    const safe = withoutInternals(formatted);
    return production ? { ...safe, message: withoutHint(safe.message) } : safe;
  };
}

/** Nobody's mutations are those that sign somebody in, or lead there. */
const handOutDevices: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ operation, contextValue: { identity, deviceCookie }, response }) {
        const mayKeep = operation?.operation === 'mutation' && identity.viewer === null;
        if (mayKeep && deviceCookie !== undefined) response.http.headers.set('set-cookie', deviceCookie);
        return Promise.resolve();
      },
    }),
};

/** Statuses that Apollo Server gave by itself; any other was somebody's decision. */
const UNDECIDED: readonly unknown[] = [undefined, 200, 400];

function chooseStatus(statusCodes: StatusCodes): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ contextValue: { answerType }, response: { body, http } }) {
          if (!answerType || body.kind !== 'single' || !UNDECIDED.includes(http.status)) return Promise.resolve();
          http.status = statusOf(body.singleResult, answerType, statusCodes) ?? http.status;
          return Promise.resolve();
        },
      }),
  };
}

function countOperations(metrics: GatewayMetrics): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart() {
      const begun = performance.now();
      return Promise.resolve({
        willSendResponse({ operation, operationName, queryHash, request, response }) {
          const outcome = response.body.kind === 'single' ? outcomeOf(response.body.singleResult) : 'ok';
          const seconds = (performance.now() - begun) / 1000;
          const transport = request.http ? 'http' : 'websocket';
          if (operation) metrics.operation({ transport, outcome, seconds, type: operation.operation, name: operationName, hash: queryHash });
          else metrics.operation({ transport, outcome, seconds, type: 'none' });
          return Promise.resolve();
        },
      });
    },
  };
}
