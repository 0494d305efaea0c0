import type { Registry } from 'prom-client';
import type { Clock } from '../clock.js';
import type { Ids } from '../ids.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Logger } from '../logger.js';
import type { Mailer } from '../mail/mailer.js';
import type { PubSub } from '../pubsub/pubsub.js';
import type { RateLimits } from '../rate-limit/rate-limit.js';
import type { SubgraphClient } from './client.js';

/** What a subgraph is given at its start; its own settings come beside it. It closes none of these. */
export interface SubgraphEnvironment {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly pubsub: PubSub;
  readonly jobs: Jobs;
  readonly client: SubgraphClient;
  readonly mailer: Mailer;
  /** Counts that all processes share; in the subgraph's own database unless given. */
  readonly rateLimits?: RateLimits | undefined;
  /** False: the schema is left to `npm run migrate`, and a database that lacks something is refused. */
  readonly migrate?: boolean | undefined;
  /** Milliseconds that the database may take to be there. */
  readonly patience?: number | undefined;
}
