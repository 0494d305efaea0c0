import { databaseSetting, SUBGRAPHS, type SubgraphName } from '../parts.js';
import { replay } from '../platform/change-log/replay.js';
import type { Database } from '../platform/database/database.js';
import { openDatabase } from '../platform/database/open.js';
import { silentLogger } from '../platform/logger.js';
import { rebuildCopiesJob } from '../subgraphs/booking/messaging/rebuild-copies.js';
import { EVENT_SOURCES, rebuildEventCopies } from '../subgraphs/event/rebuild.js';
import { NOTIFICATION_SOURCES, rebuildNotificationCopies } from '../subgraphs/notification/rebuild.js';
import type { Installation } from './installation.js';

/** Has the copies that subgraphs keep of one another made anew, beside whatever runs; gives a line for each subgraph. */
export async function rebuildCopies(installation: Installation): Promise<string[]> {
  const opened = await Promise.all(SUBGRAPHS.map(async (name) => [name, await open(name, installation)] as const));
  const databases = Object.fromEntries(opened) as Record<SubgraphName, Database>;
  const logsOf = (sources: readonly SubgraphName[]) => () => replay(sources.map((source) => ({ source, sql: databases[source] })));
  try {
    const ofEvent = await rebuildEventCopies(databases.event, logsOf(EVENT_SOURCES));
    const ofNotification = await rebuildNotificationCopies(databases.notification, logsOf(NOTIFICATION_SOURCES));
    await askBooking(installation);
    return [
      `event: rebuilt from ${String(ofEvent)} changes`,
      `notification: rebuilt from ${String(ofNotification)} changes`,
      'booking: asks the event subgraph for everything again as soon as it runs',
    ];
  } finally {
    await Promise.all(Object.values(databases).map((database) => database.close()));
  }
}

const open = (name: SubgraphName, { databases }: Installation): Promise<Database> =>
  openDatabase({ url: databases[name], setting: databaseSetting(name), patience: 0, migrations: [], migrate: false, poolSize: 2, logger: silentLogger() });

/** Times of occurrences are not in a log: whoever knows recurrences has to be asked, by the subgraph itself. */
async function askBooking({ openJobs }: Installation): Promise<void> {
  const id = 'rebuild-copies';
  const jobs = await openJobs();
  try {
    // One that failed is kept for a while, and would stand in the way of its successor.
    await jobs.cancel(rebuildCopiesJob, id);
    await jobs.add(rebuildCopiesJob, { payload: {}, id });
  } finally {
    await jobs.close();
  }
}
