/** Each root field of Query and Subscription as it is asked: for what is the member's, and private. */
export const QUERIES: Readonly<Record<string, string>> = {
  me: 'me { id }',
  user: 'user(id: $member) { id }',
  userByUsername: 'userByUsername(username: $memberName) { id }',
  users: 'users(first: 1) { edges { cursor } }',
  dataExport: 'dataExport(id: $export) { id }',
  calendar: 'calendar(id: $room) { id }',
  calendarInvite: 'calendarInvite(code: $inviteCode) { calendarName }',
  event: 'event(id: $meeting) { id }',
  events: 'events(first: 1, filter: { search: "Quarterly" }) { edges { cursor } }',
  occurrence: 'occurrence(id: $meetingTime) { id }',
  agenda: 'agenda(from: $from, to: $to, first: 1) { edges { cursor } }',
  freeBusy: 'freeBusy(userIds: [$member], from: $from, to: $soon) { userId }',
  suggestTimes: 'suggestTimes(input: { userIds: [$member], minutes: 30, from: $from, to: $soon }) { from }',
  booking: 'booking(id: $meetingBooking) { id }',
  notification: 'notification(id: $notice) { id }',
  delivery: 'delivery(id: $delivery) { id }',
  failedDeliveries: 'failedDeliveries(first: 1) { edges { cursor } }',
  templates: 'templates { kind }',
  previewTemplate: 'previewTemplate(input: { kind: EVENT_REMINDER, channel: EMAIL }) { text }',
  webPushPublicKey: 'webPushPublicKey',
};

export const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
  agendaChanged: 'agendaChanged { cursor }',
  availabilityChanged: 'availabilityChanged(occurrenceId: $meetingTime) { occurrenceId }',
  bookingChanged: 'bookingChanged { cursor }',
  calendarChanged: 'calendarChanged(calendarId: $room) { cursor }',
  eventChanged: 'eventChanged(eventId: $meeting) { cursor }',
  inboxChanged: 'inboxChanged { cursor }',
  notificationReceived: 'notificationReceived { cursor }',
  unreadNotificationCountChanged: 'unreadNotificationCountChanged',
};
