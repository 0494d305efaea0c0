import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { FetchObserver } from '../platform/subgraph/guard.js';
import { createOperationLabels } from './metrics/known-operations.js';

/** How an operation went. `partial`: with data and errors. */
export type Outcome = 'ok' | 'partial' | 'failed';

/** An operation that was answered. */
export interface CountedOperation {
  readonly type: string;
  readonly transport: 'http' | 'websocket';
  readonly outcome: Outcome;
  readonly seconds: number;
  /** Absent for a document that was refused as such. */
  readonly name?: string | null | undefined;
  /** SHA-256 of the document, in hexadecimal; absent with `name`. */
  readonly hash?: string | undefined;
}

/** What the gateway counts. */
export interface GatewayMetrics {
  operation(counted: CountedOperation): void;
  /** A plan was looked for. `kept`: how many there are now. */
  planned(source: 'cache' | 'made', seconds: number, kept: number): void;
  /** Another supergraph was found in the file. */
  supergraphFound(outcome: 'served' | 'refused'): void;
  readonly fetches: FetchObserver;
  readonly sockets: Gauge;
  readonly subscriptions: Gauge;
  readonly waitingMessages: Gauge;
  readonly waitingBytes: Gauge;
  readonly fellBehind: Counter;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const FEW_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5];
const PLAN_SECONDS = [0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

/** Registers the gateway's metrics, and those of the process unless they are there. One gateway for each registry. */
export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  if (!registry.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  return {
    operation: countOperations(registry),
    ...countPlans(registry),
    fetches: countFetches(registry),
    sockets: gauge('gateway_sockets', 'WebSockets that are open.'),
    subscriptions: gauge('gateway_subscriptions', 'Subscriptions that run.'),
    waitingMessages: gauge('gateway_waiting_messages', 'Messages that wait for slow listeners.'),
    waitingBytes: gauge('gateway_waiting_bytes', 'Bytes of messages that wait for slow listeners.'),
    fellBehind: new Counter({ name: 'gateway_fell_behind_total', help: 'Sockets closed since too much waited for them.', registers }),
  };
}

function countOperations(registry: Registry): GatewayMetrics['operation'] {
  const registers = [registry];
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'GraphQL operations answered; a subscription counts when it ends.',
    labelNames: ['type', 'transport', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'Time to answer queries and mutations.',
    labelNames: ['type', 'transport'],
    buckets: SECONDS,
    registers,
  });
  const named = new Counter({
    name: 'gateway_named_operations_total',
    help: 'Operations by name and hash of the document: those that come often, all others as "other".',
    labelNames: ['name', 'hash', 'outcome'],
    registers,
  });
  const namedSeconds = new Histogram({
    name: 'gateway_named_operation_seconds',
    help: 'Time to answer queries and mutations, by name and hash of the document.',
    labelNames: ['name', 'hash'],
    buckets: FEW_SECONDS,
    registers,
  });
  const labelsOf = createOperationLabels((forgotten) => {
    namedSeconds.remove({ ...forgotten });
    for (const outcome of ['ok', 'partial', 'failed']) named.remove({ ...forgotten, outcome });
  });
  return ({ type, transport, outcome, seconds: took, name, hash }) => {
    operations.inc({ type, transport, outcome });
    if (type !== 'subscription') seconds.observe({ type, transport }, took);
    if (hash === undefined) return;
    const labels = labelsOf(name, hash);
    named.inc({ outcome, ...labels });
    if (type !== 'subscription') namedSeconds.observe({ ...labels }, took);
  };
}

function countPlans(registry: Registry): Pick<GatewayMetrics, 'planned' | 'supergraphFound'> {
  const registers = [registry];
  const plans = new Counter({ name: 'gateway_plans_total', help: 'Plans, from the cache or made.', labelNames: ['source'], registers });
  const seconds = new Histogram({ name: 'gateway_plan_seconds', help: 'Time to make a plan.', buckets: PLAN_SECONDS, registers });
  const kept = new Gauge({ name: 'gateway_plans_kept', help: 'Plans in the cache of the supergraph that is served.', registers });
  const supergraphs = new Counter({
    name: 'gateway_supergraphs_total',
    help: 'Supergraphs found in the file after the first, served or refused.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    planned(source, took, now) {
      plans.inc({ source });
      if (source === 'made') seconds.observe(took);
      kept.set(now);
    },
    supergraphFound: (outcome) => supergraphs.inc({ outcome }),
  };
}

function countFetches(registry: Registry): FetchObserver {
  const registers = [registry];
  const fetches = new Counter({
    name: 'gateway_fetches_total',
    help: 'Requests to subgraphs by how they ended; "refused" ones were not sent.',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const seconds = new Histogram({ name: 'gateway_fetch_seconds', help: 'Time of requests to subgraphs.', labelNames: ['subgraph'], buckets: SECONDS, registers });
  const retries = new Counter({ name: 'gateway_fetch_retries_total', help: 'Second tries after no connection came about.', labelNames: ['subgraph'], registers });
  const open = new Gauge({ name: 'gateway_breaker_open', help: '1 while a subgraph is left alone.', labelNames: ['subgraph'], registers });
  return {
    fetched(subgraph, outcome, took) {
      fetches.inc({ subgraph, outcome });
      if (outcome !== 'refused') seconds.observe({ subgraph }, took);
    },
    retried: (subgraph) => retries.inc({ subgraph }),
    breakerChanged: (subgraph, isOpen) => open.set({ subgraph }, isOpen ? 1 : 0),
  };
}

/** How an operation with this answer went. */
export function outcomeOf(result: { data?: unknown; errors?: readonly unknown[] | undefined }): Outcome {
  if (!result.errors || result.errors.length === 0) return 'ok';
  return result.data === null || result.data === undefined ? 'failed' : 'partial';
}
