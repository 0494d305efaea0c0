import type { Person } from './vocabulary.js';

/** How one comes to an object of a type, and who does. */
export interface Way {
  readonly by: 'root' | 'nested' | 'list' | 'subscription' | 'mutation';
  /** `*Type` stands for all fields of that type; `$name` for what the world has under that name. */
  readonly query: string;
  /** Who gets to the object: V, or - for those who do not. */
  readonly reaches: string;
  /** Whose the object is, where that is not the member: `self` is whoever asks. */
  readonly owner?: Person | 'self';
  /** Of several objects of a type, the one with the id that the world has under this name. */
  readonly about?: readonly [type: string, name: string];
  /** The scope that the root of the way is read by, where a script's token would need one. */
  readonly lacks?: string;
  /** The organizer changes the event once everybody listens. */
  readonly stirred?: true;
  /** Writes are tried by these alone. */
  readonly only?: readonly Person[];
}

const ALL = 'V V V V V V';
const MEMBERS = '- V - V - -';
const RUNNER = '- - - V - -';
const OWN = '- V - - - -';
const ADMINISTRATOR = '- - - - V -';

//                                                                                       nobody member other organizer administrator script
const calendarWays: readonly Way[] = [
  { by: 'root', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ calendar(id: $hall) { *Calendar } }' },
  { by: 'root', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ calendar(id: $room) { *Calendar } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ event(id: $party) { calendar { *Calendar } } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ occurrence(id: $meetingTime) { calendar { *Calendar } } }' },
  { by: 'nested', lacks: 'BOOKING_READ', reaches: MEMBERS, query: '{ booking(id: $meetingBooking) { event { calendar { *Calendar } } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: MEMBERS, about: ['Calendar', 'room'], query: '{ me { calendars { *Calendar } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: OWN, query: '{ calendar(id: $blurred) { agenda(from: $from, to: $to, first: 1) { edges { node { ... on BusyBlock { *BusyBlock } } } } } }' },
  {
    by: 'list',
    lacks: 'CALENDAR_READ',
    reaches: MEMBERS,
    query: '{ calendar(id: $hall) { page: members(first: 1) { *CalendarMemberConnection pageInfo { *PageInfo } edges { *CalendarMemberEdge node { *CalendarMember } } } } }',
  },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: RUNNER, query: '{ calendar(id: $hall) { invites { *CalendarInvite } } }' },
  { by: 'root', lacks: 'CALENDAR_READ', reaches: '- V V V V -', query: '{ calendarInvite(code: $inviteCode) { *CalendarInvitePreview } }' },
  {
    by: 'list',
    lacks: 'CALENDAR_READ',
    reaches: '- V V V V -',
    query: '{ calendar(id: $hall) { page: changes(after: $hallCursor, first: 1) { *CalendarChangeConnection edges { *CalendarChangeEdge node { *CalendarChange } } } } }',
  },
  { by: 'subscription', lacks: 'CALENDAR_READ', reaches: '- V V V V -', query: 'subscription { calendarChanged(calendarId: $hall, after: $hallCursor) { *CalendarChange calendar { *Calendar } } }' },
  { by: 'subscription', lacks: 'CALENDAR_READ', reaches: RUNNER, query: 'subscription { agendaChanged(after: $agendaCursor) { *CalendarChange } }' },
  { by: 'subscription', lacks: 'CALENDAR_READ', stirred: true, reaches: ALL, query: 'subscription { eventChanged(eventId: $party) { *CalendarChange } }' },
  { by: 'mutation', only: ['member'], reaches: OWN, query: 'mutation { leaveCalendar(id: $spareCalendar) { *DeletePayload } }' },
];

const eventWays: readonly Way[] = [
  { by: 'root', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ event(id: $party) { *Event location { *Location } recurrence { *Recurrence } price { *Money } bookingPolicy { *BookingPolicy } } }' },
  { by: 'root', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ event(id: $meeting) { *Event } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ occurrence(id: $partyTime) { event { *Event } } }' },
  { by: 'nested', lacks: 'BOOKING_READ', reaches: MEMBERS, query: '{ booking(id: $booking) { event { *Event } } }' },
  { by: 'nested', lacks: 'INBOX_READ', reaches: OWN, query: '{ notification(id: $notice) { event { *Event } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ events(filter: { calendarId: $hall }, first: 1) { *EventConnection edges { *EventEdge node { *Event } } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ events(filter: { search: "Quarterly" }, first: 1) { edges { node { *Event } } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ calendar(id: $hall) { page: events(first: 1) { edges { node { *Event } } } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ calendar(id: $room) { page: events(first: 1) { edges { node { *Event } } } } }' },
  { by: 'list', lacks: 'INBOX_READ', reaches: OWN, query: '{ me { page: reminders(first: 1) { edges { node { event { *Event } } } } } }' },
  { by: 'subscription', lacks: 'CALENDAR_READ', reaches: '- V V V V -', query: 'subscription { calendarChanged(calendarId: $hall, after: $hallCursor) { event { *Event } } }' },
  { by: 'subscription', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: 'subscription { eventChanged(eventId: $party, after: $hallCursor) { event { *Event } } }' },
  { by: 'mutation', only: ['organizer'], reaches: RUNNER, query: 'mutation { updateEvent(id: $meeting, scope: ALL, input: { tags: ["other"] }) { *SeriesEditPayload } }' },

  { by: 'root', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ occurrence(id: $partyTime) { *Occurrence } }' },
  { by: 'root', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ occurrence(id: $meetingTime) { *Occurrence } }' },
  { by: 'nested', lacks: 'BOOKING_READ', reaches: MEMBERS, query: '{ booking(id: $booking) { occurrence { *Occurrence } } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ event(id: $party) { page: occurrences(first: 1) { *OccurrenceConnection edges { *OccurrenceEdge node { *Occurrence } } } } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ event(id: $party) { nextOccurrence { *Occurrence } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: MEMBERS, about: ['Occurrence', 'partyTime'], query: '{ agenda(from: $from, to: $to, first: 9) { edges { node { ... on Occurrence { *Occurrence } } } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', reaches: ALL, query: '{ calendar(id: $hall) { page: agenda(from: $from, to: $to, first: 1) { *AgendaConnection edges { *AgendaEdge node { ... on Occurrence { *Occurrence } } } } } }' },
  { by: 'subscription', lacks: 'CALENDAR_READ', reaches: ALL, query: 'subscription { availabilityChanged(occurrenceId: $partyTime) { *Availability occurrence { *Occurrence } } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: RUNNER, query: '{ occurrence(id: $partyTime) { attendance { *Attendance } } }' },
  { by: 'nested', lacks: 'BOOKING_READ', reaches: OWN, query: '{ occurrence(id: $partyTime) { bookingRefusal { *BookingRefused } } }' },

  // Not built yet: looked at once they are.
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: MEMBERS, query: '{ event(id: $party) { page: guests(first: 1) { *GuestConnection edges { *GuestEdge node { *Guest } } } } }' },
  { by: 'root', lacks: 'CALENDAR_READ', reaches: '- V V V V -', query: '{ freeBusy(userIds: [$member], from: $from, to: $soon) { *FreeBusy busy { *BusySpan } } }' },
  { by: 'root', lacks: 'CALENDAR_READ', reaches: '- V V V V -', query: '{ suggestTimes(input: { userIds: [$member], minutes: 30, from: $from, to: $soon }) { *TimeSpan } }' },
  { by: 'mutation', only: ['organizer'], reaches: RUNNER, query: 'mutation { createAttachmentUpload(input: { name: "a.pdf", contentType: "application/pdf", byteSize: 10 }) { *AttachmentUpload attachment { *Attachment } } }' },
  { by: 'mutation', only: ['organizer'], reaches: RUNNER, query: 'mutation { importIcs(calendarId: $room, ics: $ics) { *ImportPayload skipped { *ImportProblem } } }' },
];

const bookingWays: readonly Way[] = [
  { by: 'root', lacks: 'BOOKING_READ', reaches: MEMBERS, query: '{ booking(id: $booking) { *Booking items { *BookingItem } tickets { *Ticket } } }' },
  { by: 'nested', lacks: 'BOOKING_READ', reaches: OWN, query: '{ occurrence(id: $partyTime) { myBooking { *Booking } } }' },
  { by: 'list', lacks: 'BOOKING_READ', about: ['Booking', 'booking'], reaches: OWN, query: '{ event(id: $party) { myBookings { *Booking } } }' },
  { by: 'list', lacks: 'BOOKING_READ', about: ['Booking', 'booking'], reaches: RUNNER, query: '{ event(id: $party) { page: bookings(first: 9) { *BookingConnection edges { *BookingEdge node { *Booking } } } } }' },
  { by: 'list', lacks: 'BOOKING_READ', about: ['Booking', 'booking'], reaches: OWN, query: '{ me { page: bookings(first: 9) { edges { node { *Booking } } } } }' },
  { by: 'list', lacks: 'BOOKING_READ', about: ['Booking', 'booking'], reaches: '- V - - V -', query: '{ user(id: $member) { page: bookings(first: 9) { *BookingConnection edges { node { *Booking tickets { *Ticket } } } } } }' },
  { by: 'subscription', lacks: 'BOOKING_READ', reaches: OWN, query: 'subscription { bookingChanged(after: $bookingsCursor) { *BookingChange booking { *Booking } } }' },
  { by: 'mutation', only: ['organizer'], reaches: RUNNER, query: 'mutation { setBookingPolicy(eventId: $surgery, input: { ticketTypes: [{ name: "Plain" }] }) { *BookingPolicyPayload bookingPolicy { ticketTypes { *TicketType } } } }' },
  { by: 'mutation', only: ['organizer'], reaches: RUNNER, query: 'mutation { checkIn(input: { code: "none", occurrenceId: $meetingTime }) { ... on CheckInRefused { *CheckInRefused } } }' },
];

const notificationWays: readonly Way[] = [
  { by: 'root', lacks: 'INBOX_READ', reaches: OWN, query: '{ notification(id: $notice) { *Notification } }' },
  { by: 'nested', lacks: 'INBOX_READ', reaches: OWN, query: '{ delivery(id: $delivery) { notification { *Notification } } }' },
  { by: 'list', lacks: 'INBOX_READ', about: ['Notification', 'notice'], reaches: OWN, query: '{ user(id: $member) { page: notifications(first: 9) { *NotificationConnection edges { *NotificationEdge node { *Notification } } } } }' },
  { by: 'root', lacks: 'INBOX_READ', reaches: '- V - - V -', query: '{ delivery(id: $delivery) { *Delivery } }' },
  { by: 'nested', lacks: 'INBOX_READ', about: ['Delivery', 'delivery'], reaches: OWN, query: '{ notification(id: $notice) { deliveries { *Delivery } } }' },
  { by: 'list', reaches: ADMINISTRATOR, lacks: 'ADMIN', query: '{ failedDeliveries(first: 1) { *DeliveryConnection } }' },
  { by: 'list', lacks: 'INBOX_READ', reaches: OWN, query: '{ user(id: $member) { page: reminders(first: 1) { *ReminderConnection edges { *ReminderEdge node { *Reminder } } } } }' },
  { by: 'nested', lacks: 'INBOX_READ', about: ['Reminder', 'reminder'], reaches: OWN, query: '{ event(id: $party) { myReminders { *Reminder } } }' },
  { by: 'subscription', lacks: 'INBOX_READ', reaches: OWN, query: 'subscription { notificationReceived(after: $inboxCursor) { *NotificationReceived } }' },
  { by: 'subscription', lacks: 'INBOX_READ', reaches: OWN, query: 'subscription { inboxChanged(after: $inboxCursor) { *InboxChange notification { id deliveries { id } } } }' },
  { by: 'mutation', only: ['member'], reaches: OWN, query: 'mutation { markAllNotificationsRead(before: $inboxCursor) { *MarkReadPayload } }' },
  { by: 'nested', lacks: 'INBOX_READ', reaches: OWN, query: '{ me { reminderPlan(from: $from, to: $to, first: 1) { *PlannedReminder } } }' },
  {
    by: 'nested',
    lacks: 'INBOX_READ',
    reaches: OWN,
    query: '{ me { notificationPreferences { *NotificationPreferences rules { *PreferenceRule } quietHours { *QuietHours } defaultReminders { *DefaultReminder } pushSubscriptions { *PushSubscription } } } }',
  },
  { by: 'mutation', only: ['member'], reaches: OWN, query: 'mutation { watchEvent(eventId: $party) { *WatchPayload } }' },
  { by: 'root', lacks: 'ADMIN', reaches: ADMINISTRATOR, query: '{ templates { *Template } }' },
  { by: 'root', lacks: 'ADMIN', reaches: ADMINISTRATOR, query: '{ previewTemplate(input: { kind: EVENT_REMINDER, channel: EMAIL }) { *TemplatePreview } }' },
];

const SIGNED_IN = '- V V V V V';

const accountWays: readonly Way[] = [
  { by: 'root', reaches: SIGNED_IN, query: '{ user(id: $member) { *User } }' },
  { by: 'root', reaches: SIGNED_IN, query: '{ userByUsername(username: $memberName) { *User } }' },
  { by: 'root', reaches: SIGNED_IN, owner: 'self', query: '{ me { *User } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: ALL, owner: 'organizer', query: '{ event(id: $party) { organizer { *User } } }' },
  { by: 'nested', lacks: 'CALENDAR_READ', reaches: ALL, owner: 'organizer', query: '{ calendar(id: $hall) { owner { *User } } }' },
  { by: 'nested', lacks: 'BOOKING_READ', reaches: MEMBERS, query: '{ booking(id: $booking) { user { *User } tickets { holder { *User } } } }' },
  { by: 'nested', lacks: 'INBOX_READ', reaches: OWN, owner: 'organizer', query: '{ notification(id: $notice) { actor { *User } } }' },
  { by: 'list', lacks: 'CALENDAR_READ', about: ['User', 'member'], reaches: MEMBERS, query: '{ calendar(id: $hall) { page: members(first: 9) { edges { node { user { *User } } } } } }' },
  { by: 'list', lacks: 'ADMIN', about: ['User', 'member'], reaches: ADMINISTRATOR, query: '{ users(first: 9) { *UserConnection edges { *UserEdge node { *User } } } }' },
  { by: 'subscription', lacks: 'INBOX_READ', reaches: OWN, query: 'subscription { inboxChanged(after: $inboxCursor) { recipient { *User } } }' },
  { by: 'nested', reaches: '- V - - V -', query: '{ user(id: $member) { sessions { *Session } accessTokens { *AccessToken } page: securityLog(first: 1) { *SecurityEventConnection edges { *SecurityEventEdge node { *SecurityEvent } } } } }' },
  { by: 'mutation', only: ['nobody'], reaches: 'V - - - - -', query: 'mutation { login(input: { identifier: "other", password: $password }) { *AuthPayload } }' },
  { by: 'mutation', only: ['nobody'], reaches: 'V - - - - -', query: 'mutation { requestPasswordReset(email: "nobody@example.org") { *Accepted } }' },
  { by: 'mutation', only: ['member'], reaches: OWN, query: 'mutation { createAccessToken(input: { name: "Another", scopes: [CHECK_IN] }) { *CreateAccessTokenPayload } }' },
  { by: 'mutation', only: ['member'], reaches: OWN, query: 'mutation { endSession(id: $spareSession) { *LogoutPayload } }' },
  { by: 'mutation', only: ['other'], reaches: '- - V - - -', query: 'mutation { beginTwoFactor(password: $password) { *TwoFactorSetup } }' },
  { by: 'mutation', only: ['member'], reaches: OWN, query: 'mutation { requestDataExport { *DataExport } }' },
];

export const WAYS = {
  'calendars and events': [...calendarWays, ...eventWays],
  'accounts, bookings and notifications': [...accountWays, ...bookingWays, ...notificationWays],
} as const satisfies Readonly<Record<string, readonly Way[]>>;

/**
 * Types that nothing in this world leads to, with the reason. Beside these, only types behind fields that are
 * NOT_IMPLEMENTED may go without being seen.
 */
export const UNSEEN: Readonly<Record<string, string>> = {
  DeliveryEdge: 'every message is delivered here',
  TicketAvailability: 'no event here has ticket types',
  ImportProblem: 'the file that is imported has no faults',
};
