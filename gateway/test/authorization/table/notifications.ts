import type { Table } from '../vocabulary.js';

/** What lies in the member's inbox, and what reaches the member. */
export const notifications: Table = {
  Notification: {
    id: 'shown', kind: 'shown', title: 'shown', body: 'shown', event: 'shown', occurrence: 'data', calendar: 'data', booking: 'data',
    actor: 'data', createdAt: 'shown', readAt: 'data', deliveries: 'shown',
  },
  //                    nobody member other organizer administrator script
  Delivery: {
    id:                  '- V - - V -',
    notification:        '- V - - 0 -',
    channel:             '- V - - V -',
    recipient:           '- V - - M -',
    status:              '- V - - V -',
    attempts:            '- V - - V -',
    suppressedBecause:   'data',
    details:             'data',
    providerMessageId:   'data',
    createdAt:           '- V - - V -',
    sentAt:              'data',
    deliveredAt:         'data',
  },
  NotificationConnection: { edges: 'shown', pageInfo: 'shown', totalCount: 'data', changeCursor: 'shown' },
  NotificationEdge: { cursor: 'shown', node: 'shown' },
  NotificationReceived: { cursor: 'shown', notification: 'shown', unreadCount: 'shown' },
  InboxChange: { cursor: 'shown', kind: 'shown', notificationId: 'data', notification: 'data', recipient: 'shown' },
  MarkReadPayload: { marked: 'shown', user: 'shown' },
  DeliveryConnection: { edges: 'data', pageInfo: 'shown' },
  DeliveryEdge: { cursor: 'shown', node: 'shown' },
  Reminder: { id: 'shown', event: 'shown', minutesBefore: 'shown', channels: 'shown', nextAt: 'data', lastSentAt: 'data' },
  ReminderConnection: { edges: 'shown', pageInfo: 'shown' },
  ReminderEdge: { cursor: 'shown', node: 'shown' },
  PlannedReminder: {
    reminder: 'data', minutesBefore: 'shown', occurrence: 'shown', at: 'shown', channel: 'shown', suppressedBecause: 'data',
  },
  WatchPayload: { watched: 'shown', event: 'shown' },
  NotificationPreferences: {
    id: 'shown', rules: 'shown', quietHours: 'data', digest: 'shown', defaultReminders: 'data', phoneNumber: 'data',
    phoneNumberVerified: 'shown', pushSubscriptions: 'data',
  },
  PreferenceRule: { kind: 'shown', channels: 'data', lockedChannels: 'data' },
  QuietHours: { startsAt: 'shown', endsAt: 'shown' },
  DefaultReminder: { minutesBefore: 'shown', channels: 'shown' },
  PushSubscription: { id: 'shown', userAgent: 'data', createdAt: 'shown' },
  Template: { kind: 'shown', channel: 'shown', locale: 'shown', subject: 'data', body: 'shown', updatedAt: 'shown' },
  TemplatePreview: { subject: 'data', html: 'data', text: 'shown' },
};
