import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Convene } from '../../convene.js';
import { silentLogger } from '../../platform/logger.js';
import { startTelemetry } from '../../platform/telemetry/start.js';
import { startTraceCollector, type CollectedSpan, type TraceCollector } from '../../platform/testing/trace-collector.js';
import { until } from '../../platform/testing/until.js';
import { startConveneHere } from '../../test/support/convene-here.js';
import { startTestGateway } from './support/gateway.js';

async function post(convene: Convene, query: string, requestId: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'x-request-id': requestId };
  const response = await fetch(`${convene.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

describe('traces, with a collector', () => {
  let collector: TraceCollector;
  let convene: Convene;
  beforeAll(async () => {
    collector = await startTraceCollector();
    convene = await startConveneHere({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
  });
  afterAll(async () => {
    await convene.stop();
    await collector.stop();
  });

  /** The spans of the trace in which the request is, by name. */
  const traceOf = async (requestId: string): Promise<CollectedSpan[]> => {
    const operation = await until('the operation was sent', () => collector.spans.find(({ attributes }) => attributes['request.id'] === requestId));
    const all = () => collector.spans.filter(({ traceId }) => traceId === operation.traceId);
    await until('the request was sent', () => all().some(({ name }) => name === 'POST request'));
    return all();
  };

  it('lead from the request through plan, fetch and resolver to SQL', async () => {
    expect(await post(convene, 'query Upcoming { events(first: 1) { edges { node { id } } } }', 'traced-1')).toMatchObject({ data: { events: { edges: [] } } });
    const trace = await traceOf('traced-1');
    const named = (name: string): CollectedSpan => {
      const found = trace.find((span) => span.name === name);
      if (!found) throw new Error(`There is no span named ${name} among ${trace.map((span) => span.name).join(', ')}.`);
      return found;
    };
    /** Names from a span up to the request. */
    const lineOf = (span: CollectedSpan): string[] => {
      const parent = trace.find(({ spanId }) => spanId === span.parentSpanId);
      return parent ? [span.name, ...lineOf(parent)] : [span.name];
    };
    expect(lineOf(named('sql SELECT'))).toEqual(
      ['sql SELECT', 'resolve Query.events', 'subgraph.fetch', 'gateway.fetch', 'gateway.execute', 'graphql.operation', 'POST request'],
    );
    expect(lineOf(named('graphql.plan'))).toEqual(['graphql.plan', 'graphql.operation', 'POST request']);
    expect(named('graphql.operation').attributes).toMatchObject({ 'graphql.operation.name': 'Upcoming', 'graphql.operation.type': 'query' });
    expect(named('graphql.plan').attributes).toEqual({ 'graphql.plan.cached': false });
    expect(named('subgraph.fetch').attributes).toMatchObject({ 'subgraph.name': 'event' });
    expect(named('sql SELECT').attributes['db.query.text']).toMatch(/SELECT/i);
    expect(named('POST request').attributes).toMatchObject({ 'url.path': '/graphql', 'http.response.status_code': 200 });
    expect(named('POST request').parentSpanId ?? '').toBe('');
  });

  it('say what came out of the cache, and hold nothing that callers sent', async () => {
    const query = 'query Named { events(first: 1, filter: { search: "somebody-secret" }) { edges { node { id } } } }';
    for (const id of ['traced-2', 'traced-3']) await post(convene, query, id);
    const trace = await traceOf('traced-3');
    expect(trace.find(({ name }) => name === 'graphql.plan')?.attributes).toEqual({ 'graphql.plan.cached': true });
    expect(JSON.stringify(collector.spans)).not.toContain('somebody-secret');
    expect(collector.spans.filter(({ name, parentSpanId }) => name.startsWith('sql') && !parentSpanId)).toEqual([]);
  });
});

describe('a collector that is out of reach', () => {
  it('costs no answer, and no good order at the end', async () => {
    const telemetry = await startTelemetry({ endpoint: 'http://127.0.0.1:9', service: 'test' }, silentLogger());
    const gateway = await startTestGateway();
    expect((await gateway.post('{ event(id: "e1") { title } }')).body).toEqual({ data: { event: { title: 'Event 1' } } });
    await gateway.stop();
    const begun = performance.now();
    await telemetry.stop();
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});
