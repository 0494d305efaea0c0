import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** How an operation went. `partial`: with data and errors. */
export type Outcome = 'ok' | 'partial' | 'failed';

/** What the gateway counts. */
export interface GatewayMetrics {
  operation(type: string, transport: 'http' | 'websocket', outcome: Outcome, seconds: number): void;
  readonly sockets: Gauge;
  readonly subscriptions: Gauge;
}

/** Registers the gateway's metrics, and those of the process unless they are there. One gateway for each registry. */
export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  if (!registry.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics({ register: registry });
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
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return {
    operation(type, transport, outcome, took) {
      operations.inc({ type, transport, outcome });
      if (type !== 'subscription') seconds.observe({ type, transport }, took);
    },
    sockets: new Gauge({ name: 'gateway_sockets', help: 'WebSockets that are open.', registers }),
    subscriptions: new Gauge({ name: 'gateway_subscriptions', help: 'Subscriptions that run.', registers }),
  };
}

/** How an operation with this answer went. */
export function outcomeOf(result: { data?: unknown; errors?: readonly unknown[] | undefined }): Outcome {
  if (!result.errors || result.errors.length === 0) return 'ok';
  return result.data === null || result.data === undefined ? 'failed' : 'partial';
}
