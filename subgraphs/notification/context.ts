import type { StreamSource } from '../../platform/change-log/stream.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { createLoader, type Loader } from '../../platform/subgraph/loaders.js';
import type { RequestIdentity } from '../../platform/subgraph/transport.js';
import type { Delivery } from './domain/delivery.js';
import type { Notification } from './domain/notification.js';
import type { Reminder } from './domain/reminder.js';
import type { AddReminder } from './usecases/add-reminder.js';
import type { DeleteNotification } from './usecases/delete-notification.js';
import type { DeleteReminder } from './usecases/delete-reminder.js';
import type { MarkAllRead } from './usecases/mark-all-read.js';
import type { MarkRead } from './usecases/mark-read.js';
import type { Stores } from './usecases/ports.js';
import type { UpdateReminder } from './usecases/update-reminder.js';

export interface NotificationUseCases {
  readonly addReminder: AddReminder;
  readonly updateReminder: UpdateReminder;
  readonly deleteReminder: DeleteReminder;
  readonly markRead: MarkRead;
  readonly markAllRead: MarkAllRead;
  readonly deleteNotification: DeleteNotification;
}

/** What all requests share. */
export interface NotificationParts {
  readonly stores: Stores;
  readonly inboxes: StreamSource;
  readonly useCases: NotificationUseCases;
}

/** What resolvers share within one request. */
export interface NotificationContext extends NotificationParts {
  /** Who asks, for writes. */
  readonly viewer: Viewer | null;
  /** Who asks, for reads: a script's token without INBOX_READ reads as nobody. */
  readonly reader: Viewer | null;
  readonly requestId: string;
  readonly loaders: {
    /** By id, whatever their state and whoever they are for. */
    readonly notification: Loader<string, Notification>;
    readonly deliveriesOf: Loader<string, { notificationId: string; deliveries: Delivery[] }>;
    /** The reader's own, by event. */
    readonly myReminders: Loader<string, { eventId: string; reminders: Reminder[] }>;
  };
}

export function createNotificationContext(parts: NotificationParts, identity: RequestIdentity): NotificationContext {
  const { viewer, requestId } = identity;
  const reader = viewer?.scopes.has('INBOX_READ') ? viewer : null;
  const { stores } = parts;
  return {
    viewer,
    reader,
    requestId,
    loaders: {
      notification: createLoader(
        (ids) => stores.notifications.find(ids),
        (one) => one.id,
      ),
      deliveriesOf: createLoader(
        async (ids) => {
          const all = await stores.deliveries.ofNotifications(ids);
          return ids.map((notificationId) => ({
            notificationId,
            deliveries: all.filter((one) => one.notificationId === notificationId),
          }));
        },
        (one) => one.notificationId,
      ),
      myReminders: createLoader(
        async (eventIds) => {
          const all = reader ? await stores.reminders.ofEvents(reader.userId, eventIds) : [];
          return eventIds.map((eventId) => ({ eventId, reminders: all.filter((one) => one.eventId === eventId) }));
        },
        (one) => one.eventId,
      ),
    },
    ...parts,
  };
}
