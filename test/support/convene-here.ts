import { startConvene, type Convene, type ConveneOptions } from '../../convene.js';
import type { DatabaseUrls } from '../../config.js';
import { silentLogger } from '../../platform/logger.js';
import { createDatabases } from './databases.js';

/**
 * As few processes and connections as a test with a handful of people needs: each takes tens of milliseconds of a processor. And one that
 * hashes steps back for all others, and waits long beside a browser that draws.
 */
export const LEAN = { HASH_APART: '0', USER_DATABASE_POOL: '4' } as const;

/** Convene with the databases that it runs on. */
export interface ConveneHere extends Convene {
  readonly databases: DatabaseUrls;
}

/** Starts everything as `npm start` does, but within the test's own process: over fresh databases, at a free port, and without the demo. */
export async function startConveneHere(
  env: Readonly<Record<string, string>> = {},
  { databases, ...options }: Omit<ConveneOptions, 'env'> = {},
): Promise<ConveneHere> {
  const own = databases ?? (await createDatabases());
  const convene = await startConvene({ logger: silentLogger(), ...options, databases: own, env: { PORT: '0', DEMO: '0', ...LEAN, ...env } });
  return { ...convene, databases: own };
}
