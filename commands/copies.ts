import { replay } from '../platform/change-log/replay.js';
import { systemClock } from '../platform/clock.js';
import { openDatabase } from '../platform/database/open.js';
import type { Database } from '../platform/database/database.js';
import { createPostgresJobs } from '../platform/jobs/postgres.js';
import { silentLogger } from '../platform/logger.js';
import { rebuildCopiesJob } from '../subgraphs/booking/messaging/rebuild-copies.js';
import { EVENT_SOURCES, rebuildEventCopies } from '../subgraphs/event/rebuild.js';
import { NOTIFICATION_SOURCES, rebuildNotificationCopies } from '../subgraphs/notification/rebuild.js';

/** Where everything of an installation is. */
export type InstallationUrls = Readonly<Record<'user' | 'event' | 'booking' | 'notification' | 'jobs', string>>;

/** Has the copies that subgraphs keep of one another made anew, beside whatever runs; gives a line for each subgraph. */
export async function rebuildCopies(urls: InstallationUrls): Promise<string[]> {
  const names = ['user', 'event', 'booking', 'notification'] as const;
  const opened = await Promise.all(names.map(async (name) => [name, await open(urls[name])] as const));
  const databases = Object.fromEntries(opened) as Record<(typeof names)[number], Database>;
  const logsOf = (sources: readonly (typeof names)[number][]) => () => replay(sources.map((source) => ({ source, sql: databases[source] })));
  try {
    const ofEvent = await rebuildEventCopies(databases.event, logsOf(EVENT_SOURCES));
    const ofNotification = await rebuildNotificationCopies(databases.notification, logsOf(NOTIFICATION_SOURCES));
    await askBooking(urls.jobs);
    return [
      `event: rebuilt from ${String(ofEvent)} changes`,
      `notification: rebuilt from ${String(ofNotification)} changes`,
      'booking: asks the event subgraph for everything again as soon as it runs',
    ];
  } finally {
    await Promise.all(Object.values(databases).map((database) => database.close()));
  }
}

const open = (url: string): Promise<Database> => openDatabase({ url, migrations: [], migrate: false, poolSize: 2, logger: silentLogger() });

/** Times of occurrences are not in a log: whoever knows recurrences has to be asked, by the subgraph itself. */
async function askBooking(url: string): Promise<void> {
  const jobs = await createPostgresJobs({ url, clock: systemClock, logger: silentLogger() });
  try {
    await jobs.add(rebuildCopiesJob, { payload: {}, id: 'rebuild-copies' });
  } finally {
    await jobs.close();
  }
}
