import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { SessionSource } from '../../platform/identity/sessions.js';
import type { Logger } from '../../platform/logger.js';
import type { RunningSubgraph } from '../../platform/subgraph/transport.js';
import { within } from '../../platform/within.js';

/** What these routes tell of. */
export interface HealthParts {
  readonly subgraphs: readonly RunningSubgraph[];
  readonly sessions: SessionSource;
  readonly metrics: Registry;
  readonly logger: Logger;
  /** Whether the gateway is on its way out. */
  isStopping(): boolean;
}

/** Milliseconds that a part may take to say that it is well. */
const READY_LIMIT = 2000;
/** Seconds that others may keep the keys: less than a new one is published before it signs, and a stolen one may last. */
const KEYS_MAX_AGE = 30;

/** `/livez`, `/readyz`, `/metrics` and the keys that verify access tokens. */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get('/livez', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const ready = !parts.isStopping() && (await allReady(parts));
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : parts.isStopping() ? 'stopping' : 'unready' });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.contentType).send(await parts.metrics.metrics());
  });
  router.get('/.well-known/jwks.json', async (_request, response) => {
    const keys = await within(READY_LIMIT, parts.sessions.keys()).catch((error: unknown) => {
      parts.logger.warn({ err: error }, 'keys can not be fetched');
      return null;
    });
    if (!keys) response.status(503).json({ error: 'The keys are out of reach. Try again soon.' });
    else response.set('cache-control', `public, max-age=${String(KEYS_MAX_AGE)}`).type('application/jwk-set+json').send(JSON.stringify(keys));
  });
  return router;
}

async function allReady({ subgraphs, logger }: HealthParts): Promise<boolean> {
  const answers = await Promise.allSettled(subgraphs.map((subgraph) => within(READY_LIMIT, subgraph.ready())));
  answers.forEach((answer, index) => {
    if (answer.status === 'rejected') logger.warn({ err: answer.reason as unknown, subgraph: subgraphs[index]?.name }, 'not ready');
  });
  return answers.every((answer) => answer.status === 'fulfilled');
}
