import { createChangeLog } from '../../platform/change-log/postgres.js';
import type { Database } from '../../platform/database/database.js';
import type { SubgraphEnvironment } from '../../platform/subgraph/environment.js';
import type { NotificationConfig } from './config.js';
import type { NotificationParts } from './context.js';
import { createEventQuestions } from './messaging/ask-event.js';
import { createPeopleOf } from './messaging/people.js';
import { createInWork, createStores } from './store/stores.js';
import { createRenderer } from './templates/render.js';
import { createAddReminder } from './usecases/add-reminder.js';
import { createDeleteNotification } from './usecases/delete-notification.js';
import { createDeleteReminder } from './usecases/delete-reminder.js';
import { createDeliver } from './usecases/deliver.js';
import { createFireReminder } from './usecases/fire-reminder.js';
import { createMarkAllRead } from './usecases/mark-all-read.js';
import { createMarkRead } from './usecases/mark-read.js';
import { createPlanReminder } from './usecases/plan-reminder.js';
import { createSweep } from './usecases/sweep.js';
import { createTell } from './usecases/tell.js';
import { createUpdateReminder } from './usecases/update-reminder.js';
import type { WorkerGiven } from './worker.js';

export const SUBGRAPH = 'notification';

/** The subgraph's two halves, made of the same parts: what answers requests, and what works in the background. */
export interface NotificationHalves {
  readonly parts: NotificationParts;
  readonly worker: WorkerGiven;
}

/** Puts use cases together with what they need; starts nothing. */
export function composeNotification(
  { clock, ids, jobs, mailer, pubsub, client, logger }: SubgraphEnvironment,
  database: Database,
  config: Pick<NotificationConfig, 'publicUrl'>,
): NotificationHalves {
  const log = createChangeLog({ subgraph: SUBGRAPH, database, ids, pubsub });
  const stores = createStores(database);
  const inWork = createInWork(database, log);
  const renderer = createRenderer(config.publicUrl);
  const events = createEventQuestions(client);
  const peopleOf = createPeopleOf(stores, client);
  const base = { clock, ids, stores, inWork, jobs, logger, events, peopleOf, renderer, mailer };
  const tell = createTell(base);
  const planReminder = createPlanReminder(base);
  const given = { ...base, tell, planReminder };
  return {
    parts: {
      stores,
      inboxes: { subgraph: SUBGRAPH, log, pubsub },
      useCases: {
        addReminder: createAddReminder(given),
        updateReminder: createUpdateReminder(given),
        deleteReminder: createDeleteReminder(given),
        markRead: createMarkRead(given),
        markAllRead: createMarkAllRead(given),
        deleteNotification: createDeleteNotification(given),
      },
    },
    worker: {
      jobs,
      log,
      clock,
      logger,
      consumer: given,
      fireReminder: createFireReminder(given),
      planReminder,
      deliver: createDeliver(given),
      sweep: createSweep(given),
    },
  };
}
