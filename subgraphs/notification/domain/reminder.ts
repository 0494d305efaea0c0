import { badInput, type InputIssue } from '../../../platform/errors.js';
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

/** A year: nothing is planned further ahead of an occurrence. */
export const MAX_MINUTES_BEFORE = 366 * 24 * 60;
/** For each person and event. */
export const MAX_REMINDERS_PER_EVENT = 20;

/** Refuses minutes out of range and an empty list of channels, all faults at once; answers each channel once. */
export function checkReminder(input: {
  minutesBefore?: number | undefined;
  channels?: readonly Channel[] | undefined;
}, path: (string | number)[] = ['input']): void {
  const issues: InputIssue[] = [];
  if (input.minutesBefore !== undefined && (input.minutesBefore < 0 || input.minutesBefore > MAX_MINUTES_BEFORE)) {
    issues.push({ path: [...path, 'minutesBefore'], message: `Between 0 and ${MAX_MINUTES_BEFORE} minutes before the start.` });
  }
  if (input.channels !== undefined && input.channels.length === 0) {
    issues.push({ path: [...path, 'channels'], message: 'A reminder needs at least one channel.' });
  }
  if (issues.length > 0) throw badInput(...issues);
}

/** The same channels, each once, in a settled order. */
export function tidyChannels(channels: readonly Channel[]): Channel[] {
  const order: readonly Channel[] = ['IN_APP', 'EMAIL', 'SMS', 'WEB_PUSH'];
  return order.filter((channel) => channels.includes(channel));
}
