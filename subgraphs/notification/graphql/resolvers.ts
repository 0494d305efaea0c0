import { DateTimeScalar, JsonScalar, LocalTimeScalar } from '../../../platform/graphql/scalars.js';
import type { Resolvers } from './__generated__/resolvers.js';
import { addReminder } from './addReminder.js';
import { deleteNotification } from './deleteNotification.js';
import { deleteReminder } from './deleteReminder.js';
import { deliveryField } from './delivery.js';
import { Delivery } from './delivery-type.js';
import { Event } from './event-type.js';
import { failedDeliveries } from './failedDeliveries.js';
import { inboxChanged } from './inboxChanged.js';
import { markAllNotificationsRead } from './markAllNotificationsRead.js';
import { markNotificationRead } from './markNotificationRead.js';
import { markNotificationsRead } from './markNotificationsRead.js';
import { notification } from './notification.js';
import { Notification } from './notification-type.js';
import { notificationReceived } from './notificationReceived.js';
import { Reminder } from './reminder-type.js';
import { unreadNotificationCountChanged } from './unreadNotificationCountChanged.js';
import { updateReminder } from './updateReminder.js';
import { User } from './user-type.js';

/** All resolvers of the subgraph; what is missing stands in `subgraphs/not-implemented.ts`. */
export const resolvers: Resolvers = {
  DateTime: DateTimeScalar,
  JSON: JsonScalar,
  LocalTime: LocalTimeScalar,
  Query: { notification, delivery: deliveryField, failedDeliveries },
  Mutation: {
    addReminder,
    updateReminder,
    deleteReminder,
    markNotificationRead,
    markNotificationsRead,
    markAllNotificationsRead,
    deleteNotification,
  },
  Subscription: { notificationReceived, inboxChanged, unreadNotificationCountChanged },
  Delivery,
  Event,
  Notification,
  Reminder,
  User,
};
