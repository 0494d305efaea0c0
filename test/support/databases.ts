import type { DatabaseUrls } from '../../config.js';
import { DEFINITIONS, SUBGRAPHS, type SubgraphName } from '../../parts.js';
import { createTestDatabaseUrl } from '../../platform/testing/database.js';

/** The databases of the subgraphs as `npm run migrate` leaves them: there is nobody in them yet. */
export async function createSubgraphDatabases(): Promise<Record<SubgraphName, string>> {
  const urls = {} as Record<SubgraphName, string>;
  for (const name of SUBGRAPHS) urls[name] = await createTestDatabaseUrl(name, await DEFINITIONS[name].migrations());
  return urls;
}

/** The same, and an empty one for jobs. */
export const createDatabases = async (): Promise<DatabaseUrls> => ({ ...(await createSubgraphDatabases()), jobs: await createTestDatabaseUrl('jobs') });
