import type { Logger } from '../logger.js';
import type { TelemetryConfig } from './config.js';

/** Tracing while it is on. */
export interface RunningTelemetry {
  /** Sends what is left, for three seconds at most, and switches tracing off. */
  stop(): Promise<void>;
}

/**
 * Switches tracing on where a collector is set, and loads OpenTelemetry only then. To be called before what is to be
 * traced is made. A collector that is out of reach costs nothing but its spans.
 */
export async function startTelemetry(config: TelemetryConfig, logger: Logger): Promise<RunningTelemetry> {
  if (config.endpoint === null) return { stop: () => Promise.resolve() };
  const { startOpenTelemetry } = await import('./opentelemetry.js');
  return startOpenTelemetry({ endpoint: config.endpoint, service: config.service, logger });
}
