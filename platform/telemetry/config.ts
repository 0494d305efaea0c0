import { z } from 'zod';
import { readConfig, type Env } from '../config.js';

/** Where traces go. */
export interface TelemetryConfig {
  /** The collector's address (OTLP over HTTP), such as `http://localhost:4318`; null: nothing is traced. */
  readonly endpoint: string | null;
  readonly service: string;
}

const settings = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).optional(),
  OTEL_SERVICE_NAME: z.string().default('convene'),
});

/** @throws ConfigError naming every fault. */
export function readTelemetryConfig(env: Env): TelemetryConfig {
  const read = readConfig(settings, env);
  return { endpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, '') ?? null, service: read.OTEL_SERVICE_NAME };
}
