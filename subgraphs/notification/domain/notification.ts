/** What a message can be about; every kind of the contract. */
export type NotificationKind =
  | 'EVENT_CREATED'
  | 'EVENT_UPDATED'
  | 'EVENT_CANCELLED'
  | 'EVENT_REMINDER'
  | 'GUEST_INVITED'
  | 'GUEST_RESPONDED'
  | 'CALENDAR_JOINED'
  | 'BOOKING_CONFIRMED'
  | 'BOOKING_CANCELLED'
  | 'BOOKING_RECEIVED'
  | 'WAITLIST_OFFERED'
  | 'WAITLIST_EXPIRED'
  | 'ACCOUNT_SECURITY';

export type Channel = 'IN_APP' | 'EMAIL' | 'SMS' | 'WEB_PUSH';

/** The kinds that something sends today, and that have templates therefore. */
export type SentKind = Exclude<NotificationKind, 'GUEST_INVITED' | 'GUEST_RESPONDED' | 'ACCOUNT_SECURITY'>;

/** What a message says, before it is put into a person's words and zone. Names are as they were at the time. */
export interface Facts {
  readonly eventTitle?: string | undefined;
  readonly calendarName?: string | undefined;
  readonly actorName?: string | undefined;
  /** When it takes place: an instant (ISO), or for an all-day event its first day (YYYY-MM-DD). */
  readonly startsAt?: string | undefined;
  readonly startsOn?: string | undefined;
  readonly minutesBefore?: number | undefined;
  readonly quantity?: number | undefined;
  /** Until when an offered seat is kept (ISO). */
  readonly heldUntil?: string | undefined;
}

/** Something told to one person. */
export interface Notification {
  readonly id: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly title: string;
  readonly body: string;
  readonly facts: Facts;
  readonly eventId: string | null;
  readonly occurrenceId: string | null;
  readonly calendarId: string | null;
  readonly bookingId: string | null;
  readonly actorId: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly deletedAt: Date | null;
  /** Its place in the inbox; null while it is not in the inbox at all, since it went by other channels only. */
  readonly inboxPosition: number | null;
  /** Counts its changes. */
  readonly version: number;
}

/** Where a notification comes from; the same origin tells the same person once. */
export type Origin =
  | { readonly changeId: string }
  | { readonly reminderId: string; readonly occurrenceStartsAt: Date };

/** A notification before it is written. */
export interface NewNotification {
  readonly id: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly title: string;
  readonly body: string;
  readonly facts: Facts;
  readonly eventId: string | null;
  readonly occurrenceId: string | null;
  readonly calendarId: string | null;
  readonly bookingId: string | null;
  readonly actorId: string | null;
  readonly createdAt: Date;
  readonly origin: Origin;
}

/** Which part of an inbox is wanted. */
export interface InboxFilter {
  readonly unreadOnly: boolean;
  readonly kinds: readonly NotificationKind[] | null;
  readonly eventId: string | null;
}

/** The channels of a kind for a person who set nothing. Reminders say themselves how they want to be sent. */
export function defaultChannels(kind: SentKind): readonly Channel[] {
  switch (kind) {
    case 'WAITLIST_OFFERED':
    case 'EVENT_CANCELLED':
      return ['IN_APP', 'EMAIL'];
    case 'EVENT_CREATED':
    case 'EVENT_UPDATED':
    case 'EVENT_REMINDER':
    case 'CALENDAR_JOINED':
    case 'BOOKING_CONFIRMED':
    case 'BOOKING_CANCELLED':
    case 'BOOKING_RECEIVED':
    case 'WAITLIST_EXPIRED':
      return ['IN_APP'];
  }
}
