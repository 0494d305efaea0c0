import { dueBefore, endFor, startFor, type OccurrenceTime } from './due.js';

/** One moment at which a reminder is to be sent. */
export interface Alarm {
  readonly occurrence: OccurrenceTime;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly dueAt: Date;
}

/** What decides which alarm is next. */
export interface AlarmQuestion {
  readonly minutesBefore: number;
  /** Moments before it are past and not to be caught up: the reminder was not there yet, or has been sent since. */
  readonly armedFrom: Date;
  /** The event's zone, for days before. */
  readonly eventZone: string;
  /** The person's zone, for all-day occurrences. */
  readonly personZone: string;
  readonly now: Date;
  /** `alarmKey`s of what this reminder was sent for already. */
  readonly sent: ReadonlySet<string>;
}

/** An occurrence at one start: moved, it is something else to remind of. */
export const alarmKey = (occurrenceId: string, startsAt: Date): string => `${occurrenceId} ${startsAt.toISOString()}`;

/**
 * The earliest moment still to be kept among these occurrences; null when there is none. A moment that was missed is
 * kept late, unless its occurrence is over; one before the reminder was armed goes to the next occurrence.
 */
export function nextAlarm(occurrences: readonly OccurrenceTime[], question: AlarmQuestion): Alarm | null {
  let next: Alarm | null = null;
  for (const occurrence of occurrences) {
    if (occurrence.cancelled) continue;
    const alarm = alarmFor(occurrence, question);
    if (alarm.dueAt < question.armedFrom || alarm.endsAt <= question.now) continue;
    if (question.sent.has(alarmKey(occurrence.id, alarm.startsAt))) continue;
    if (next === null || alarm.dueAt < next.dueAt) next = alarm;
  }
  return next;
}

function alarmFor(occurrence: OccurrenceTime, question: AlarmQuestion): Alarm {
  const startsAt = startFor(occurrence, question.personZone);
  const zone = occurrence.allDay ? question.personZone : question.eventZone;
  return {
    occurrence,
    startsAt,
    endsAt: endFor(occurrence, question.personZone),
    dueAt: dueBefore(startsAt, question.minutesBefore, zone),
  };
}

/**
 * From where occurrences have to be asked for, so that none is missed whose moment is still to be kept: those before it
 * are over, or their moment came before the reminder was armed.
 */
export function askFrom(question: Pick<AlarmQuestion, 'minutesBefore' | 'armedFrom' | 'now'>): Date {
  const slack = 26 * 60 * 60_000; // a change of clocks, and the distance between zones
  const armed = question.armedFrom.getTime() + question.minutesBefore * 60_000 - slack;
  return new Date(Math.max(armed, question.now.getTime() - slack));
}
