import type { Visibility } from './calendar.js';
import type { Series, Span } from './recurrence/series.js';

export type EventStatus = 'DRAFT' | 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
export type ShowAs = 'BUSY' | 'FREE';

export interface Location {
  readonly name: string | null;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** An amount in the currency's smallest unit. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What people say about an event; none of it says when it is. */
export interface EventDetails {
  readonly title: string;
  readonly description: string | null;
  readonly location: Location | null;
  readonly joinUrl: string | null;
  readonly status: EventStatus;
  readonly visibility: Visibility;
  readonly showAs: ShowAs;
  readonly tags: readonly string[];
  readonly capacity: number | null;
  readonly price: Money | null;
}

/** When an event is. `timeZone` is the one that people chose; see `seriesZone` for when the series has another. */
export interface EventTimes {
  readonly timeZone: string;
  readonly series: Series;
}

/** One series, or one event that does not recur. */
export interface Event extends EventDetails, EventTimes {
  readonly id: string;
  /** The iCalendar UID, for ever the same (RFC 5545, 3.8.4.7). */
  readonly uid: string;
  readonly calendarId: string;
  readonly organizerId: string;
  readonly cancelReason: string | null;
  /** Counts every change. */
  readonly revision: number;
  /** Counts the organizer's changes of time, rule and cancellation (RFC 5546, 2.1.4). */
  readonly sequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An event as one reader sees it: never made for somebody who may not. */
export interface SeenEvent extends Event {
  /** Whether this reader may know where to join on-line. */
  readonly joins: boolean;
  /** Where its calendar's log ended when it was read. */
  readonly logEnd: number;
  /** The instant by which events are sorted: the first start as entered, of days by UTC. */
  readonly startsFirst: Date;
  /** Whether this reader belongs to its calendar. */
  readonly toMember: boolean;
  /** Whether this reader may open its calendar. */
  readonly opensCalendar: boolean;
}

/** One taking-place of an event. */
export interface Occurrence {
  readonly event: SeenEvent;
  readonly span: Span;
}

/** A stretch of which its reader may know that somebody is busy, and no more. */
export interface BusyBlock {
  /** Unlike any other id, and of no use for finding out what is on. */
  readonly busyId: string;
  readonly calendarId: string;
  readonly allDay: boolean;
  readonly span: Span;
  readonly tentative: boolean;
}
