import { randomBytes } from 'node:crypto';
import { mailboxAt, type ReadMailbox } from '../mailbox.js';
import { createPublicClient, type Listener, type PublicClient } from '../public-client.js';

/** Somebody on the journey. */
export interface Traveller {
  readonly username: string;
  readonly email: string;
  readonly fullName: string;
  readonly password: string;
  client: PublicClient;
}

export interface CalendarChangeHeard {
  calendarChanged: {
    cursor: string;
    kind: string;
    event: {
      id: string;
      title: string;
      status: string;
      organizer: { fullName: string } | null;
      myBookings: { status: string }[] | null;
    } | null;
  };
}

export interface BookingChangeHeard {
  bookingChanged: {
    cursor: string;
    booking: { id: string; status: string; heldUntil: string | null; event: { title: string } | null };
    previousStatus: string | null;
  };
}

export interface NotificationHeard {
  notificationReceived: { unreadCount: number; notification: { id: string; kind: string; title: string; body: string } };
}

/** What the journey has come to know, from step to step. */
export interface Journey {
  readonly url: string;
  readonly mailbox: ReadMailbox;
  /** Organizes. */
  readonly ada: Traveller;
  /** Books first. */
  readonly ben: Traveller;
  /** Waits in line. */
  readonly cleo: Traveller;
  calendarId: string;
  eventId: string;
  eventTitle: string;
  /** When the first of the three times begins. */
  startsAt: Date;
  occurrenceIds: string[];
  benBookingId: string;
  cleoBookingId: string;
  benHears: Listener<CalendarChangeHeard> | undefined;
  cleoHears: Listener<CalendarChangeHeard> | undefined;
  cleoBookings: Listener<BookingChangeHeard> | undefined;
  cleoInbox: Listener<NotificationHeard> | undefined;
}

/** A journey about to begin, with names that nobody has yet. */
export function beginJourney(url: string, mailbox: ReadMailbox = mailboxAt(url)): Journey {
  const unique = randomBytes(4).toString('hex');
  const traveller = (name: string, fullName: string): Traveller => ({
    username: `${name}_${unique}`,
    email: `${name}.${unique}@example.org`,
    fullName,
    password: `${randomBytes(12).toString('base64url')} opens`,
    client: createPublicClient(url),
  });
  return {
    url,
    mailbox,
    ada: traveller('ada', 'Ada Lindqvist'),
    ben: traveller('ben', 'Ben Okafor'),
    cleo: traveller('cleo', 'Cleo Marchetti'),
    calendarId: '',
    eventId: '',
    eventTitle: '',
    startsAt: new Date(0),
    occurrenceIds: [],
    benBookingId: '',
    cleoBookingId: '',
    benHears: undefined,
    cleoHears: undefined,
    cleoBookings: undefined,
    cleoInbox: undefined,
  };
}

/** Lets go of every connection. */
export async function endJourney({ ada, ben, cleo }: Journey): Promise<void> {
  await Promise.all([ada, ben, cleo].map(({ client }) => client.close()));
}

/** The traveller's listener, which an earlier step began. */
export function begun<T>(listener: T | undefined): T {
  if (listener === undefined) throw new Error('Nobody listens yet.');
  return listener;
}

/** Fails the step, saying what was expected. */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Expected ${what}.`);
}
