import type { Member } from './audience.js';

/** What is known here of a calendar. */
export interface CalendarCopy {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly members: readonly Member[];
}

/** What is known here of an event; times of its occurrences are asked for. */
export interface EventCopy {
  readonly id: string;
  readonly calendarId: string;
  readonly organizerId: string;
  readonly title: string;
  readonly status: string;
  readonly timeZone: string;
  readonly allDay: boolean;
  readonly startsAt: Date;
}

/** Who has, or had, or waits for a seat where. */
export interface BookingCopy {
  readonly id: string;
  readonly userId: string;
  readonly eventId: string;
  readonly occurrenceId: string;
  readonly status: string;
}
