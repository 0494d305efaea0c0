import { book, invite, makeCalendar, newEvent, openSession, PASSWORD, remind } from './furniture.js';
import type { World } from './world.js';

/** Makes what a write is to change or take away, anew for each try. */
export interface Prepare {
  readonly world: World;
  /** A number that was not used before. */
  next(): number;
  /** The organizer's, which the member has joined. */
  calendar(): Promise<string>;
  /** A private event of the organizer's in the room, with the id of its first time. */
  event(): Promise<{ id: string; time: string }>;
}

/** A root field of Mutation with what it is given; `$name` is what the world has. */
type Write = (prepare: Prepare) => string | Promise<string>;

const q = JSON.stringify;

/** What the member books or holds at a new event. */
async function booking({ world, event }: Prepare): Promise<string> {
  return q(await book(world.door, (await world.tokenOf('member')) ?? '', (await event()).time));
}

async function hold({ world, event }: Prepare): Promise<string> {
  const { time } = await event();
  const { holdSeats } = await world.door.demand(await world.tokenOf('member'), `mutation { holdSeats(input: { occurrenceId: ${q(time)} }) { ... on Booking { id } } }`);
  return q(holdSeats.id);
}

async function scriptToken({ world }: Prepare): Promise<string> {
  const made = await world.door.demand(
    await world.tokenOf('member'),
    'mutation { createAccessToken(input: { name: "Soon gone", scopes: [CHECK_IN] }) { accessToken { id } } }',
  );
  return q(made.createAccessToken.accessToken.id);
}

const accounts: Readonly<Record<string, Write>> = {
  register: ({ next }) => {
    const name = `new${String(next())}`;
    return `register(input: { username: "${name}", email: "${name}@example.org", fullName: "New", password: ${q(PASSWORD)} })`;
  },
  login: () => `login(input: { identifier: "other", password: ${q(PASSWORD)} })`,
  refreshSession: async ({ world }) => `refreshSession(refreshToken: ${q((await world.signIn('other')).refreshToken)})`,
  verifyEmail: () => 'verifyEmail(token: "unknown")',
  requestPasswordReset: () => 'requestPasswordReset(email: "nobody@example.org")',
  resetPassword: () => 'resetPassword(input: { token: "unknown", newPassword: "another long password" })',
  endSession: async ({ world }) => `endSession(id: ${q(await openSession(world.door, (await world.tokenOf('member')) ?? '', 'member'))})`,
  requestEmailChange: ({ next }) => `requestEmailChange(email: "new${String(next())}@example.org", password: $password)`,
  resendEmailVerification: () => 'resendEmailVerification',
  beginTwoFactor: () => 'beginTwoFactor(password: $password)',
  confirmTwoFactor: () => 'confirmTwoFactor(code: "000000")',
  disableTwoFactor: () => 'disableTwoFactor(password: "wrong", code: "000000")',
  updateProfile: () => 'updateProfile(input: { locale: "en" })',
  setUserRole: () => 'setUserRole(userId: $other, role: MEMBER)',
  setUserActive: () => 'setUserActive(userId: $other, active: true)',
  createAccessToken: () => 'createAccessToken(input: { name: "New", scopes: [CHECK_IN] })',
  revokeAccessToken: async (prepare) => `revokeAccessToken(id: ${await scriptToken(prepare)})`,
  requestDataExport: () => 'requestDataExport',
  deleteAccount: () => 'deleteAccount(password: "wrong")',
};

const calendars: Readonly<Record<string, Write>> = {
  createCalendar: () => 'createCalendar(input: { name: "New" })',
  updateCalendar: ({ next }) => `updateCalendar(id: $room, input: { name: "Name ${String(next())}" })`,
  deleteCalendar: async ({ calendar }) => `deleteCalendar(id: ${q(await calendar())})`,
  createCalendarInvite: () => 'createCalendarInvite(input: { calendarId: $room })',
  revokeCalendarInvite: async ({ world }) =>
    `revokeCalendarInvite(id: ${q((await invite(world.door, (await world.tokenOf('organizer')) ?? '', world.ids['room'] ?? '')).id)})`,
  joinCalendar: async ({ world, calendar }) =>
    `joinCalendar(code: ${q((await invite(world.door, (await world.tokenOf('organizer')) ?? '', await calendar())).code)})`,
  setCalendarMember: () => 'setCalendarMember(calendarId: $room, userId: $member, role: VIEWER)',
  updateMyCalendar: () => 'updateMyCalendar(calendarId: $room, input: { hidden: false })',
  leaveCalendar: async ({ calendar }) => `leaveCalendar(id: ${q(await calendar())})`,
  removeCalendarMember: async ({ calendar }) => `removeCalendarMember(calendarId: ${q(await calendar())}, userId: $member)`,
  rotateFeedUrl: () => 'rotateFeedUrl(calendarId: $room)',
  createEvent: ({ next }) =>
    `createEvent(input: { calendarId: $room, title: "New ${String(next())}", startsAt: $from, endsAt: $soon, visibility: PRIVATE })`,
  updateEvent: ({ next }) => `updateEvent(id: $meeting, scope: ALL, input: { tags: ["${String(next())}"] })`,
  cancelEvent: async ({ event }) => `cancelEvent(id: ${q((await event()).id)}, scope: ALL)`,
  deleteEvent: async ({ event }) => `deleteEvent(id: ${q((await event()).id)}, scope: ALL)`,
  inviteGuests: () => 'inviteGuests(eventId: $meeting, guests: [{ email: "guest@example.org" }])',
  removeGuests: () => 'removeGuests(eventId: $meeting, guestIds: [])',
  respondToEvent: () => 'respondToEvent(eventId: $meeting, response: ACCEPTED)',
  importIcs: () => 'importIcs(calendarId: $room, ics: $ics)',
  createAttachmentUpload: () => 'createAttachmentUpload(input: { name: "a.pdf", contentType: "application/pdf", byteSize: 10 })',
};

const bookings: Readonly<Record<string, Write>> = {
  holdSeats: async ({ event }) => `holdSeats(input: { occurrenceId: ${q((await event()).time)} })`,
  renewHold: async (prepare) => `renewHold(id: ${await hold(prepare)})`,
  confirmBooking: async (prepare) => `confirmBooking(id: ${await hold(prepare)})`,
  book: async ({ event }) => `book(input: { occurrenceId: ${q((await event()).time)} })`,
  cancelBooking: async (prepare) => `cancelBooking(id: ${await booking(prepare)})`,
  transferTicket: () => 'transferTicket(ticketId: $ticket, toUserId: $other)',
  setBookingPolicy: () => 'setBookingPolicy(eventId: $meeting, input: { maxPerPerson: 2 })',
  checkIn: () => 'checkIn(input: { code: "none", occurrenceId: $meetingTime })',
  undoCheckIn: () => 'undoCheckIn(ticketId: $ticket)',
};

const notifications: Readonly<Record<string, Write>> = {
  addReminder: ({ next }) => `addReminder(input: { eventId: $meeting, minutesBefore: ${String(1000 + next())} })`,
  updateReminder: ({ next }) => `updateReminder(id: $reminder, input: { minutesBefore: ${String(1000 + next())} })`,
  deleteReminder: async ({ world }) =>
    `deleteReminder(id: ${q(await remind(world.door, (await world.tokenOf('member')) ?? '', world.ids['party'] ?? ''))})`,
  triggerReminder: () => 'triggerReminder(id: $reminder)',
  setEventReminders: () => 'setEventReminders(eventId: $meeting, reminders: [])',
  setDefaultReminders: () => 'setDefaultReminders(reminders: [])',
  markNotificationRead: () => 'markNotificationRead(id: $notice)',
  markNotificationsRead: () => 'markNotificationsRead(ids: [$notice])',
  markAllNotificationsRead: () => 'markAllNotificationsRead',
  deleteNotification: () => 'deleteNotification(id: $notice)',
  watchEvent: () => 'watchEvent(eventId: $meeting)',
  unwatchEvent: () => 'unwatchEvent(eventId: $meeting)',
  updateNotificationPreferences: () => 'updateNotificationPreferences(input: { digest: OFF })',
  addPushSubscription: () => 'addPushSubscription(input: { endpoint: "https://push.example/1", p256dh: "a", auth: "b" })',
  removePushSubscription: () => 'removePushSubscription(id: "none")',
  requestPhoneVerification: () => 'requestPhoneVerification(phoneNumber: "+4930123456")',
  verifyPhoneNumber: () => 'verifyPhoneNumber(code: "000000")',
  saveTemplate: () => 'saveTemplate(input: { kind: EVENT_REMINDER, channel: SMS, body: "Soon." })',
  retryDelivery: () => 'retryDelivery(id: $delivery)',
};

/** Writes after which the caller's sessions have ended; tried last. */
export const ENDING_SESSIONS: Readonly<Record<string, Write>> = {
  changePassword: () => `changePassword(input: { currentPassword: $password, newPassword: $password })`,
  logout: () => 'logout',
  logoutEverywhere: () => 'logoutEverywhere',
};

/** Every field of Mutation as it is tried. */
export const WRITES: Readonly<Record<string, Write>> = { ...accounts, ...calendars, ...bookings, ...notifications, ...ENDING_SESSIONS };

/** What makes things for writes. */
export function createPrepare(world: World): Prepare {
  let used = 0;
  return {
    world,
    next: () => (used += 1),
    async calendar() {
      const [organizer, member] = [(await world.tokenOf('organizer')) ?? '', (await world.tokenOf('member')) ?? ''];
      return makeCalendar(world.door, organizer, 'PRIVATE', member);
    },
    async event() {
      const { createEvent } = await world.door.demand(
        await world.tokenOf('organizer'),
        'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id occurrences(first: 1) { edges { node { id } } } } }',
        { input: newEvent(world.ids['room'] ?? '', 'A private event', 'PRIVATE') },
      );
      return { id: createEvent.id as string, time: createEvent.occurrences.edges[0].node.id as string };
    },
  };
}
