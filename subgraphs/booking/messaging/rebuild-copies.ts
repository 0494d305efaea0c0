import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import type { RebuildCopies } from '../usecases/rebuild-copies.js';

/** Has the subgraph that runs ask for everything again that it keeps copies of. */
export const rebuildCopiesJob = defineJob({ queue: 'booking-changes', name: 'rebuild-copies', payload: z.object({}) });

export const rebuildCopiesHandler = (rebuild: RebuildCopies, logger: Logger): JobHandler<never> =>
  handleJob(rebuildCopiesJob, async () => {
    const { occurrences, missing } = await rebuild();
    logger.warn({ occurrences, missing }, 'copies were rebuilt');
  });
