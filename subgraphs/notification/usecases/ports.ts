import type { Change, LoggedChange } from '../../../platform/change-log/change-log.js';
import type { RelayedChange } from '../../../platform/change-log/relay.js';
import type { BookingCopy, CalendarCopy, EventCopy } from '../domain/copies.js';
import type { Delivery, NewDelivery, Settled, SuppressionReason } from '../domain/delivery.js';
import type { InboxFilter, NewNotification, Notification } from '../domain/notification.js';
import type { Person } from '../domain/person.js';
import type { DueReminder, NewReminder, Reminder, ReminderChange } from '../domain/reminder.js';

/** Reminders that were not deleted. */
export interface ReminderStore {
  /** The same (person, event, minutes) twice is one reminder: the second time only its channels are taken over. */
  save(reminder: NewReminder): Promise<Reminder>;
  /** Changes a person's own; its plan falls. Null when there is none. @throws MinutesTaken when a twin has those minutes. */
  change(id: string, userId: string, change: ReminderChange): Promise<Reminder | null>;
  /** Deletes a person's own, or finds it deleted already; false when there never was one. */
  remove(id: string, userId: string, at: Date): Promise<boolean>;
  /** Everybody's of an event that is no more. */
  removeOfEvent(eventId: string, at: Date): Promise<void>;
  find(id: string): Promise<Reminder | null>;
  /** One person's, of some events, the earliest moment first. */
  ofEvents(userId: string, eventIds: readonly string[]): Promise<Reminder[]>;
  /** One person's in the order in which they were made, from behind an id where one is given. */
  list(userId: string, after: string | null, limit: number): Promise<Reminder[]>;
  /** Keeps a plan that was made for this version; false when the reminder has changed since. */
  savePlan(id: string, version: number, nextAt: Date | null): Promise<boolean>;
  /** Moments up to this one are done with, and the next has to be planned; false when the reminder has changed. */
  saveSent(id: string, version: number, dueAt: Date, sentAt: Date): Promise<boolean>;
  /** Plans that no longer hold: of an event; of a calendar's events and some people, or all where null; of a person. */
  staleByEvent(eventId: string): Promise<string[]>;
  staleByCalendar(calendarId: string, userIds: readonly string[] | null): Promise<string[]>;
  staleByPerson(userId: string): Promise<string[]>;
  stale(limit: number): Promise<string[]>;
  /**
   * Those due before `until` for whose moment no alarm was set yet, and those due before `soon` in any case: an alarm that
   * was set may have been lost. In order of their moments, from behind one where given.
   */
  withoutAlarm(until: Date, soon: Date, after: DueReminder | null, limit: number): Promise<DueReminder[]>;
  saveAlarms(due: readonly DueReminder[]): Promise<void>;
}

/** Notifications; who may see them is for the caller to decide. */
export interface NotificationStore {
  /** Writes those whose origin has told that person nothing yet; answers the ids of the ones written. */
  insert(notifications: readonly NewNotification[]): Promise<Set<string>>;
  placeInInbox(places: ReadonlyMap<string, number>): Promise<void>;
  find(ids: readonly string[]): Promise<Notification[]>;
  /** One person's own and none but those, held against others until the end of the work. */
  lockOwn(userId: string, ids: readonly string[]): Promise<Notification[]>;
  /** One person's inbox, newest first, from before a position where one is given. */
  list(userId: string, filter: InboxFilter, before: number | null, limit: number): Promise<Notification[]>;
  count(userId: string, filter: InboxFilter): Promise<number>;
  countUnread(userId: string): Promise<number>;
  markRead(ids: readonly string[], at: Date): Promise<void>;
  /** Up to and including a position where one is given; says how many. */
  markAllRead(userId: string, upTo: number | null, at: Date): Promise<number>;
  markDeleted(id: string, at: Date): Promise<void>;
  /** What a reminder was sent for already, of these occurrences. */
  reminded(reminderId: string, occurrenceIds: readonly string[]): Promise<{ occurrenceId: string; startsAt: Date }[]>;
  /** Occurrences got new ids: what was told of the old ones was told of the new ones. */
  renameOccurrences(renamed: ReadonlyMap<string, string>): Promise<void>;
}

/** Deliveries; who may see them is for the caller to decide. */
export interface DeliveryStore {
  insert(deliveries: readonly NewDelivery[]): Promise<void>;
  find(ids: readonly string[]): Promise<Delivery[]>;
  ofNotifications(notificationIds: readonly string[]): Promise<Delivery[]>;
  /** Those that were given up, newest first, from behind a place where one is given. */
  failed(after: { readonly createdAt: Date; readonly id: string } | null, limit: number): Promise<Delivery[]>;
  /** Takes a waiting delivery until `until`; null when it is done with, not due by `now`, or another has it. */
  claim(id: string, now: Date, until: Date): Promise<Delivery | null>;
  /** Said before the provider is called: it may have been taken from here on, until `settle` says what became of it. */
  beginAttempt(id: string, recipient: string): Promise<Delivery>;
  /** Said before the provider is asked. */
  beginLookup(id: string): Promise<Delivery>;
  /** What became of a try; one that waits is not touched again before `notBefore`. */
  settle(id: string, settled: Settled, at: Date, notBefore: Date): Promise<Delivery>;
  suppress(id: string, because: SuppressionReason): Promise<void>;
  /** Ids of those that wait since before `since`, whose job may have been lost. */
  overdue(since: Date, limit: number): Promise<string[]>;
}

/** Copies of what other subgraphs tell. */
export interface CopyStore {
  savePerson(person: Person): Promise<void>;
  /** Those of these people of whom something is known. */
  people(userIds: readonly string[]): Promise<Person[]>;
  /** With its whole list of members. */
  saveCalendar(calendar: CalendarCopy): Promise<void>;
  /** It keeps its name, for what was told of it, and loses its members. */
  markCalendarDeleted(calendarId: string): Promise<void>;
  calendar(calendarId: string): Promise<CalendarCopy | null>;
  saveEvent(event: EventCopy): Promise<void>;
  event(eventId: string): Promise<EventCopy | null>;
  saveBooking(booking: BookingCopy): Promise<void>;
  /** Those who have a seat at an event, or wait for one; of one occurrence where one is given. */
  bookers(eventId: string, occurrenceId: string | null): Promise<string[]>;
  renameBookedOccurrences(renamed: ReadonlyMap<string, string>): Promise<void>;
}

/** Everything that is kept. */
export interface Stores {
  readonly reminders: ReminderStore;
  readonly notifications: NotificationStore;
  readonly deliveries: DeliveryStore;
  readonly copies: CopyStore;
}

/** One transaction: everything done in it happens, or nothing. */
export interface Work extends Stores {
  /** Writes to the change log; the last thing that a work does. */
  record(changes: readonly Change[]): Promise<LoggedChange[]>;
  /** Runs `apply` unless this change was consumed before; see `platform/change-log`. */
  consumeOnce(relayed: RelayedChange, apply: () => Promise<void>): Promise<void>;
  /** Whether a change is the newest of its entity so far, for copies. */
  isNewest(relayed: RelayedChange): Promise<boolean>;
  /** Runs once the work is committed; it may be lost with the process. */
  afterCommit(effect: () => void): void;
}

/** What keeping copies takes of a work. */
export type CopyWork = Pick<Work, 'copies' | 'isNewest'>;

/** Runs a work; it may run again from the start when others were in its way, so it has no effect outside. */
export type InWork = <T>(work: (work: Work) => Promise<T>) => Promise<T>;

/** Another of one's reminders of the same event has these minutes. */
export class MinutesTaken extends Error {
  override readonly name = 'MinutesTaken';
}
