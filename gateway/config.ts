import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { readConfig, type Env } from '../platform/config.js';
import { packageRoot } from '../platform/package-root.js';
import { boundShape, readBounds, type BoundSettings } from './bounds/settings.js';
import type { BreakerLimits } from '../platform/subgraph/breaker.js';
import type { WaitingLimits } from './subscriptions/outbox.js';
import { isNetwork } from './http/client.js';

/** The gateway's settings. */
export interface GatewayConfig {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** No mailbox page, no introspection, no hints in refusals of documents. */
  readonly production: boolean;
  /** What links to us begin with; null: where the gateway listens. */
  readonly publicUrl: string | null;
  /** The file of the supergraph to serve. */
  readonly supergraph: string;
  /** How far the door opens for documents, sockets, requests and pages of others. */
  readonly bounds: BoundSettings;
  /** Bytes of one HTTP body, once it is unpacked. */
  readonly maxBodyBytes: number;
  /** Bytes of one WebSocket message. */
  readonly maxMessageBytes: number;
  /** Milliseconds that a subgraph may take to answer, a second try included. */
  readonly fetchTimeout: number;
  /** Milliseconds that an operation, or one message of a subscription, may spend on subgraphs. */
  readonly operationTimeout: number;
  /** When a subgraph that fails is left alone. */
  readonly breaker: BreakerLimits;
  /** What may wait for one listener that is slow. */
  readonly waiting: WaitingLimits;
  /** Milliseconds between two looks whether the supergraph's file has changed. */
  readonly supergraphPoll: number;
  /** Plans kept for each supergraph. */
  readonly planCacheSize: number;
  /** Proxies whose X-Forwarded-For counts: addresses, or networks in CIDR notation. */
  readonly trustedProxies: readonly string[];
  /** Milliseconds that a stop leaves load balancers to notice, and that it waits for requests in flight. */
  readonly drain: { readonly delay: number; readonly timeout: number };
}

const count = (otherwise: number) =>
  z.coerce.number('is not a number').int('is not a whole number').positive('is not above 0').default(otherwise);

const settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(0, 'is below 0')
    .max(65_535, 'is above 65535')
    .default(4000),
  NODE_ENV: z.string().default('development'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).optional(),
  SUPERGRAPH: z.string().default('schema/supergraph.graphql'),
  MAX_BODY_BYTES: count(256 * 1024),
  MAX_MESSAGE_BYTES: count(64 * 1024),
  ...boundShape,
  FETCH_TIMEOUT_MS: count(3000),
  OPERATION_TIMEOUT_MS: count(10_000),
  BREAKER_CALLS: count(20),
  BREAKER_FAILING_PERCENT: count(50).pipe(z.number().max(100, 'is above 100')),
  BREAKER_WINDOW_MS: count(30_000),
  BREAKER_PAUSE_MS: count(5000),
  MAX_WAITING_MESSAGES: count(256),
  MAX_WAITING_BYTES: count(1024 * 1024),
  MAX_WAITING_BYTES_IN_ALL: count(24 * 1024 * 1024),
  SUPERGRAPH_POLL_MS: count(1000),
  PLAN_CACHE_SIZE: count(1000),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((each) => each.trim()).filter((each) => each !== ''))
    .refine((networks) => networks.every(isNetwork), 'is not a list of addresses or networks such as 10.0.0.0/8'),
  DRAIN_DELAY_MS: z.coerce.number('is not a number').int('is not a whole number').min(0, 'is below 0').default(0),
  DRAIN_TIMEOUT_MS: count(10_000),
});

/**
 * Reads the gateway's settings.
 * @throws ConfigError naming every fault.
 */
export function readGatewayConfig(env: Env): GatewayConfig {
  const read = readConfig(settings, env);
  return {
    host: read.HOST,
    port: read.PORT,
    production: read.NODE_ENV === 'production',
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    supergraph: isAbsolute(read.SUPERGRAPH) ? read.SUPERGRAPH : join(packageRoot(), read.SUPERGRAPH),
    bounds: readBounds(read),
    maxBodyBytes: read.MAX_BODY_BYTES,
    maxMessageBytes: read.MAX_MESSAGE_BYTES,
    fetchTimeout: read.FETCH_TIMEOUT_MS,
    operationTimeout: read.OPERATION_TIMEOUT_MS,
    breaker: {
      calls: read.BREAKER_CALLS,
      failing: read.BREAKER_FAILING_PERCENT / 100,
      window: read.BREAKER_WINDOW_MS,
      pause: read.BREAKER_PAUSE_MS,
    },
    waiting: { messages: read.MAX_WAITING_MESSAGES, bytes: read.MAX_WAITING_BYTES, bytesInAll: read.MAX_WAITING_BYTES_IN_ALL },
    supergraphPoll: read.SUPERGRAPH_POLL_MS,
    planCacheSize: read.PLAN_CACHE_SIZE,
    trustedProxies: read.TRUSTED_PROXIES,
    drain: { delay: read.DRAIN_DELAY_MS, timeout: read.DRAIN_TIMEOUT_MS },
  };
}
