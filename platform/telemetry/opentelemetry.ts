import { context, diag, DiagLogLevel, propagation, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { ATTR_ERROR_TYPE, ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import type { Logger } from '../logger.js';
import type { RunningTelemetry } from './start.js';
import { NO_SPAN, setSpanMaker, type SpanMaker } from './tracing.js';

export interface OpenTelemetryOptions {
  readonly endpoint: string;
  readonly service: string;
  readonly logger: Logger;
}

/** Milliseconds that spans are gathered for. */
const GATHER = 1000;
/** Milliseconds that one export may take. */
const EXPORT = 2000;
/** Milliseconds that a stop waits for the last export. */
const PATIENCE = 3000;

/** Traces this process, and sends spans to a collector by OTLP over HTTP. Samplers are set by the variables of OpenTelemetry. */
export function startOpenTelemetry({ endpoint, service, logger }: OpenTelemetryOptions): RunningTelemetry {
  tellFaults(logger);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: GATHER, exportTimeoutMillis: EXPORT })],
  });
  provider.register();
  setSpanMaker(makerOf(provider.getTracer('convene')));
  return {
    async stop() {
      setSpanMaker(null);
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
      await Promise.race([provider.shutdown().catch(() => undefined), patience]);
      clearTimeout(timer);
      for (const api of [trace, context, propagation, diag]) api.disable();
    },
  };
}

function tellFaults(logger: Logger): void {
  const warn = (message: string): void => logger.warn({ part: 'telemetry' }, message);
  const nothing = (): void => undefined;
  diag.setLogger({ error: warn, warn, info: nothing, debug: nothing, verbose: nothing }, DiagLogLevel.WARN);
}

const makerOf = (tracer: Tracer): SpanMaker => ({
  run: (name, attributes, work, worth) => {
    // A step that has ended may still be the context of a loop that it woke.
    if (worth === 'within' && !trace.getActiveSpan()?.isRecording()) return work(NO_SPAN);
    return tracer.startActiveSpan(name, { attributes }, (span) => {
      const active = { set: (key: string, value: string | number | boolean) => void span.setAttribute(key, value) };
      try {
        const result = work(active);
        if (isPromise(result)) endWith(span, result);
        else if (worth !== 'if-async') span.end();
        return result;
      } catch (error) {
        endFailed(span, error);
        throw error;
      }
    });
  },
});

const isPromise = (value: unknown): value is Promise<unknown> => typeof (value as { then?: unknown } | null)?.then === 'function';

function endWith(span: Span, promise: Promise<unknown>): void {
  promise.then(
    () => span.end(),
    (error: unknown) => endFailed(span, error),
  );
}

/** The kind of a fault alone: its message may hold what nobody else is to read. */
function endFailed(span: Span, error: unknown): void {
  span.setAttribute(ATTR_ERROR_TYPE, error instanceof Error ? error.name : 'unknown');
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
