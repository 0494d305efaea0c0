import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../platform/package-root.js';
import type { StatusCodes } from '../http/statuses.js';
import type { ArrivalLimits, DocumentLimits, SocketLimits } from './limits.js';

/** How far the door opens. */
export interface BoundSettings {
  readonly documents: DocumentLimits;
  readonly sockets: SocketLimits;
  readonly arrival: ArrivalLimits;
  /** Origins whose pages may speak to us; null: our own. */
  readonly origins: readonly string[] | null;
  /** Nothing but registered operations. */
  readonly trustedOnly: boolean;
  /** Registered operations, hash to text. */
  readonly trustedFile: string;
  /** Characters of documents that clients may leave with us. */
  readonly persistedCharacters: number;
  readonly statusCodes: StatusCodes;
  /** Whether GraphiQL is served; null: outside production. */
  readonly graphiql: boolean | null;
}

const count = (otherwise: number) =>
  z.coerce.number('is not a number').int('is not a whole number').positive('is not above 0').default(otherwise);

const isOrigin = (text: string): boolean => /^https?:\/\/[^/]+$/.test(text) && URL.canParse(text);

/** The settings, as they stand among those of the gateway. */
export const boundShape = {
  MAX_TOKENS: count(1000),
  MAX_DEPTH: count(10),
  MAX_INTROSPECTION_DEPTH: count(15),
  MAX_ALIASES: count(15),
  MAX_ROOT_FIELDS: count(10),
  MAX_DIRECTIVES: count(20),
  MAX_SELECTIONS: count(1000),
  MAX_COST: count(10_000),
  MAX_SUBSCRIPTIONS: count(20),
  MAX_CONNECTIONS: count(10),
  CONNECTION_INIT_TIMEOUT_MS: count(3000),
  HEADERS_TIMEOUT_MS: count(5000),
  REQUEST_TIMEOUT_MS: count(15_000),
  ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim().replace(/\/$/, '')).filter((each) => each !== ''))
    .refine((origins) => origins.every(isOrigin), 'is not a list of origins such as https://example.org')
    .optional(),
  TRUSTED_DOCUMENTS: z.enum(['off', 'only'], 'must be off or only').default('off'),
  TRUSTED_DOCUMENTS_FILE: z.string().default('client/operations.json'),
  PERSISTED_CHARACTERS: count(4 * 1024 * 1024),
  STATUS_CODES: z.enum(['2025', '2026-09'], 'must be 2025 or 2026-09').default('2025'),
  GRAPHIQL: z.enum(['0', '1'], 'must be 0 or 1').optional(),
};

/** What was read by `boundShape`. */
export function readBounds(read: z.output<z.ZodObject<typeof boundShape>>): BoundSettings {
  const file = read.TRUSTED_DOCUMENTS_FILE;
  return {
    documents: {
      tokens: read.MAX_TOKENS,
      depth: read.MAX_DEPTH,
      introspectionDepth: read.MAX_INTROSPECTION_DEPTH,
      aliases: read.MAX_ALIASES,
      rootFields: read.MAX_ROOT_FIELDS,
      directives: read.MAX_DIRECTIVES,
      selections: read.MAX_SELECTIONS,
      cost: read.MAX_COST,
    },
    sockets: {
      subscriptions: read.MAX_SUBSCRIPTIONS,
      connections: read.MAX_CONNECTIONS,
      initTimeout: read.CONNECTION_INIT_TIMEOUT_MS,
    },
    arrival: { headersTimeout: read.HEADERS_TIMEOUT_MS, requestTimeout: read.REQUEST_TIMEOUT_MS },
    origins: read.ALLOWED_ORIGINS ?? null,
    trustedOnly: read.TRUSTED_DOCUMENTS === 'only',
    trustedFile: isAbsolute(file) ? file : join(packageRoot(), file),
    persistedCharacters: read.PERSISTED_CHARACTERS,
    statusCodes: read.STATUS_CODES,
    graphiql: read.GRAPHIQL === undefined ? null : read.GRAPHIQL === '1',
  };
}
