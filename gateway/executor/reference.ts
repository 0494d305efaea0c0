import './telemetry-off.js';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from '../../platform/logger.js';
import { beginBudget, type OperationBudget } from '../../platform/subgraph/budget.js';
import { NotAsked } from '../../platform/subgraph/guard.js';
import type { RequestIdentity, SubgraphTransport } from '../../platform/subgraph/transport.js';
import { traced, type ActiveSpan } from '../../platform/telemetry/tracing.js';
import { answerable, internalError } from '../errors.js';
import type { Turn } from '../bounds/turns.js';
import { Lru } from '../lru.js';
import { federatedStream } from '../subscriptions/federated.js';
import type { ServedSupergraph } from '../supergraph.js';
import { outage, publicError } from './answers.js';
import { isStream, type Executor, type Operation } from './executor.js';

/** What the executor works with. */
export interface ReferenceExecutorParts {
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  readonly logger: Logger;
  /** How many plans are kept for each supergraph. */
  readonly planCacheSize: number;
  /** Milliseconds that an operation, or one message of a subscription, may spend on subgraphs. */
  readonly operationTimeout: number;
  /** Waited for before a plan is made. */
  readonly turn?: Turn | undefined;
  /** Hears of each plan that is looked for, with the seconds that it took and how many are kept. */
  readonly planned?: ((source: 'cache' | 'made', seconds: number, kept: number) => void) | undefined;
}

type DataSources = Record<string, GraphQLDataSource>;

/** What each fetch of an operation is given. */
interface FetchContext {
  readonly identity: RequestIdentity;
  readonly budget: OperationBudget;
}

/** Under this name the message of a subscription stands in for the fetch that would have given it. */
const MESSAGE = '__message';

/** Runs plans with `executeQueryPlan` of @apollo/gateway. */
export function createReferenceExecutor(parts: ReferenceExecutorParts): Executor {
  const sources: DataSources = {};
  for (const [name, transport] of parts.transports) sources[name] = sourceOf(name, transport, parts.logger);
  const plans = new WeakMap<ServedSupergraph, Lru<string, QueryPlan>>();

  const planOf = (operation: Operation): Promise<QueryPlan> => traced('graphql.plan', {}, (span) => findPlan(operation, span));
  const findPlan = async (operation: Operation, span: ActiveSpan): Promise<QueryPlan> => {
    let kept = plans.get(operation.supergraph);
    if (!kept) plans.set(operation.supergraph, (kept = new Lru(parts.planCacheSize)));
    let known = kept.get(operation.planKey);
    if (!known && parts.turn) {
      await parts.turn();
      known = kept.get(operation.planKey);
    }
    const begun = performance.now();
    const plan = known ?? makePlan(operation);
    if (!known) kept.set(operation.planKey, plan);
    span.set('graphql.plan.cached', known !== undefined);
    parts.planned?.(known ? 'cache' : 'made', (performance.now() - begun) / 1000, kept.size);
    return plan;
  };

  return {
    async execute(operation, identity) {
      try {
        return await run(await planOf(operation), sources, operation, identity, parts);
      } catch (error) {
        return { data: null, errors: [planningError(error, identity.requestId, parts.logger)] };
      }
    },
    async subscribe(operation, identityNow) {
      let identity: RequestIdentity | undefined;
      try {
        identity = await identityNow();
        const { node } = await planOf(operation);
        if (node?.kind !== 'Subscription') throw new Error('The plan of a subscription has no subscription in it.');
        return await open(node, sources, operation, identity, identityNow, parts);
      } catch (error) {
        return { errors: [planningError(error, identity?.requestId ?? 'unknown', parts.logger)] };
      }
    },
  };
}

function makePlan({ supergraph, document, operationName }: Operation): QueryPlan {
  const operation = operationFromDocument(supergraph.planningSchema, document, { operationName, validate: false });
  return supergraph.planner.buildQueryPlan(operation);
}

/** The planner refuses a few documents that are valid, such as `@include` on the root field of a subscription. */
function planningError(error: unknown, requestId: string, logger: Logger): GraphQLError {
  if (!(error instanceof GraphQLError)) return answerable(error, requestId, logger);
  return new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

/** A subgraph as the plan's executor asks it. Never rejects. */
function sourceOf(name: string, transport: SubgraphTransport, logger: Logger): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const query = request.query ?? '';
      const { identity, budget } = context as FetchContext;
      try {
        return await transport.execute({ query, operationName: request.operationName, variables: request.variables }, identity, { budget });
      } catch (error) {
        const level = error instanceof NotAsked ? 'debug' : 'warn';
        logger[level]({ err: error, subgraph: name, requestId: identity.requestId }, 'a subgraph is out of reach');
        return outage(query);
      }
    },
  };
}

async function run(
  plan: QueryPlan,
  sources: DataSources,
  operation: Operation,
  identity: RequestIdentity,
  { logger, operationTimeout }: ReferenceExecutorParts,
): Promise<ExecutionResult> {
  const context: FetchContext = { identity, budget: beginBudget(operationTimeout, identity.waited) };
  const { supergraph, document, operationName } = operation;
  const request = { variables: { ...operation.variables }, operationName };
  const result = await executeQueryPlan(
    plan,
    sources,
    { request, context, logger, metrics: {} } as unknown as Parameters<typeof executeQueryPlan>[2],
    buildOperationContext({ schema: supergraph.apiSchema, operationDocument: document, operationName }),
    supergraph.fullSchema,
    supergraph.planningSchema,
  );
  // `valueCompletion` says what became null because of an entity that its subgraph does not give: to a client it is not there.
  if (!result.errors) return { data: result.data ?? null };
  const errors = (result.errors as readonly unknown[]).map((error) =>
    error instanceof GraphQLError ? publicError(error, identity.requestId, logger) : internalError(error, identity.requestId, logger),
  );
  return { data: result.data ?? null, errors };
}

/** Subscribes at the subgraph that owns the field; the rest of the plan runs for each message, as whoever asks by then. */
async function open(
  { primary, rest }: SubscriptionNode,
  sources: DataSources,
  operation: Operation,
  identity: RequestIdentity,
  identityNow: () => Promise<RequestIdentity>,
  parts: ReferenceExecutorParts,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const { transports, logger } = parts;
  const transport = transports.get(primary.serviceName);
  const request = { query: primary.operation, operationName: primary.operationName, variables: usedVariables(primary, operation) };
  const source = await transport?.subscribe(request, identity).catch((error: unknown) => {
    logger.warn({ err: error, subgraph: primary.serviceName, requestId: identity.requestId }, 'a subgraph is out of reach');
    return undefined;
  });
  if (!source) return outage(primary.operation);
  const plan = planOfMessage(primary, rest);
  const complete = (message: ExecutionResult, now: RequestIdentity): Promise<ExecutionResult> => {
    const withMessage = { ...sources, [MESSAGE]: { process: () => Promise.resolve(message) } };
    return traced('graphql.message', { 'graphql.operation.name': operation.operationName }, () => run(plan, withMessage, operation, now, parts));
  };
  if (!isStream(source)) return complete(source, identity);
  return federatedStream(source, {
    complete: async (message) => complete(message, await identityNow()),
    fail: (error) => ({ errors: [answerable(error, identity.requestId, logger)] }),
  });
}

function usedVariables(fetch: FetchNode, { variables }: Operation): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of fetch.variableUsages ?? []) {
    if (Object.hasOwn(variables, name)) used[name] = variables[name];
  }
  return used;
}

function planOfMessage(primary: FetchNode, rest: PlanNode | undefined): QueryPlan {
  const message: FetchNode = { ...primary, serviceName: MESSAGE };
  return { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [message, rest] } : message };
}
