import { describe, expect, it, jest } from '@jest/globals';
import { ConfigError } from '../config.js';
import { silentLogger } from '../logger.js';
import { readTelemetryConfig } from './config.js';
import { startTelemetry } from './start.js';
import { isTracing, traced, tracedIfAsync } from './tracing.js';

let loaded = 0;
jest.unstable_mockModule('./opentelemetry.js', () => {
  loaded += 1;
  return { startOpenTelemetry: ({ endpoint }: { endpoint: string }) => ({ stop: () => Promise.reject(new Error(endpoint)) }) };
});

describe('telemetry', () => {
  it('is off, and loads nothing, unless a collector is set', async () => {
    const off = await startTelemetry(readTelemetryConfig({}), silentLogger());
    await off.stop();
    expect([loaded, isTracing()]).toEqual([0, false]);
    const on = await startTelemetry(readTelemetryConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }), silentLogger());
    await expect(on.stop()).rejects.toThrow('http://collector:4318');
    expect(loaded).toBe(1);
  });

  it('refuses an address that is none', () => {
    expect(() => readTelemetryConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' })).toThrow(ConfigError);
  });

  it('adds nothing to work while it is off', () => {
    expect(traced('step', {}, (span) => {
      span.set('size', 1);
      return 7;
    })).toBe(7);
    expect(tracedIfAsync('step', {}, () => 8)).toBe(8);
  });
});
