import type { Channel } from './notification.js';

/** A person's wish to be told some time before each occurrence of an event. The row is the truth; an alarm is only set for it. */
export interface Reminder {
  readonly id: string;
  readonly userId: string;
  readonly eventId: string;
  readonly minutesBefore: number;
  readonly channels: readonly Channel[];
  readonly createdAt: Date;
  /** Moments before this one are none of its business: when it was added or moved, then each moment it was sent at. */
  readonly armedFrom: Date;
  readonly nextAt: Date | null;
  readonly lastSentAt: Date | null;
  /** Counts changes of the wish and reasons to plan anew: a plan made for an older version is thrown away. */
  readonly version: number;
}

/** A reminder before it is written. */
export type NewReminder = Pick<Reminder, 'id' | 'userId' | 'eventId' | 'minutesBefore' | 'channels' | 'createdAt'>;

/** What is changed of a reminder; what is undefined stays. `armedFrom` where its moment changes. */
export interface ReminderChange {
  readonly minutesBefore: number | undefined;
  readonly channels: readonly Channel[] | undefined;
  readonly armedFrom: Date | undefined;
}

/** A reminder and its moment. */
export interface DueReminder {
  readonly id: string;
  readonly nextAt: Date;
}

/** A year: nothing is planned further ahead of an occurrence. */
export const MAX_MINUTES_BEFORE = 366 * 24 * 60;
/** For each person and event. */
export const MAX_REMINDERS_PER_EVENT = 20;

/** What is wrong with one field of a wish. */
export interface ReminderFault {
  readonly field: 'minutesBefore' | 'channels';
  readonly message: string;
}

/** All that is wrong with a wish, or with the parts of it that are given: minutes out of range, no channel. */
export function faultsOfReminder(wish: {
  readonly minutesBefore?: number | undefined;
  readonly channels?: readonly Channel[] | undefined;
}): ReminderFault[] {
  const faults: ReminderFault[] = [];
  const { minutesBefore, channels } = wish;
  if (minutesBefore !== undefined && (minutesBefore < 0 || minutesBefore > MAX_MINUTES_BEFORE)) {
    faults.push({ field: 'minutesBefore', message: `From 0 to ${MAX_MINUTES_BEFORE} minutes before the start.` });
  }
  if (channels?.length === 0) faults.push({ field: 'channels', message: 'A reminder needs at least one channel.' });
  return faults;
}

/** The same channels, each once, in a settled order. */
export function tidyChannels(channels: readonly Channel[]): Channel[] {
  const order: readonly Channel[] = ['IN_APP', 'EMAIL', 'SMS', 'WEB_PUSH'];
  return order.filter((channel) => channels.includes(channel));
}
