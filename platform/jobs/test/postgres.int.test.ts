import { systemClock } from '../../clock.js';
import { silentLogger } from '../../logger.js';
import { createTestDatabaseUrl } from '../../testing/database.js';
import { createPostgresJobs } from '../postgres.js';
import { describeJobs } from './jobs.suite.js';

describeJobs('PostgreSQL', async () =>
  createPostgresJobs({ url: await createTestDatabaseUrl('jobs'), clock: systemClock, logger: silentLogger() }),
);
