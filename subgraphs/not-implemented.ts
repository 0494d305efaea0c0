/** The subgraphs that this list covers. */
export type ImplementedSubgraph = 'user' | 'event' | 'booking' | 'notification';

/**
 * Fields that have no resolver yet and answer NOT_IMPLEMENTED. They are root fields and nullable nested ones:
 * a non-null nested field may never stand here, since its error would take its parent along.
 * The list shrinks to nothing, and then goes; `resolvers.unit.test.ts` keeps it honest. Sorted, one to a line.
 */
export const notImplemented: Readonly<Record<ImplementedSubgraph, readonly string[]>> = {
  user: [
    'Mutation.deleteAccount',
    'Mutation.requestDataExport',
    'Query.dataExport',
  ],
  event: [
    'Event.guests',
    'Event.history',
    'Event.myResponse',
    'Mutation.createAttachmentUpload',
    'Mutation.importIcs',
    'Mutation.inviteGuests',
    'Mutation.removeGuests',
    'Mutation.respondToEvent',
    'Occurrence.myResponse',
    'Query.freeBusy',
    'Query.suggestTimes',
  ],
  booking: [
    'Event.attendeesCsvUrl',
    'Mutation.checkIn',
    'Mutation.setBookingPolicy',
    'Mutation.transferTicket',
    'Mutation.undoCheckIn',
  ],
  notification: [
    'Event.watched',
    'Mutation.addPushSubscription',
    'Mutation.removePushSubscription',
    'Mutation.requestPhoneVerification',
    'Mutation.retryDelivery',
    'Mutation.saveTemplate',
    'Mutation.setDefaultReminders',
    'Mutation.setEventReminders',
    'Mutation.triggerReminder',
    'Mutation.unwatchEvent',
    'Mutation.updateNotificationPreferences',
    'Mutation.verifyPhoneNumber',
    'Mutation.watchEvent',
    'Query.previewTemplate',
    'Query.templates',
    'Query.webPushPublicKey',
    'User.notificationPreferences',
    'User.reminderPlan',
  ],
};
