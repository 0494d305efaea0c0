import { z } from 'zod';
import { keysSetting, readConfig, type Env } from '../../platform/config.js';

/** The booking subgraph's own settings. */
export interface BookingConfig {
  readonly databaseUrl: string;
  /** Connections to the database at most. */
  readonly poolSize: number;
  /** Sign the codes of tickets, the first of them; all verify. Empty: the database keeps a key of its own. */
  readonly ticketKeys: readonly Buffer[];
}

const settings = z.object({
  BOOKING_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
  BOOKING_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  TICKET_KEY: keysSetting(),
});

/** @throws ConfigError naming every fault. */
export function readBookingConfig(env: Env): BookingConfig {
  const read = readConfig(settings, env);
  return { databaseUrl: read.BOOKING_DATABASE_URL, poolSize: read.BOOKING_DATABASE_POOL, ticketKeys: read.TICKET_KEY };
}
