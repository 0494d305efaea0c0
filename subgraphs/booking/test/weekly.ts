import type { BookingKit } from './kit.js';

/** An occurrence on that day of December. */
export const onDay = (id: string, day: number) => ({
  id,
  startsAt: `2026-12-0${String(day)}T18:00:00Z`,
  endsAt: `2026-12-0${String(day)}T20:00:00Z`,
  status: 'CONFIRMED' as const,
});

/** Adds an event with these occurrences to what its owner has. */
export const weekly = ({ owner }: BookingKit, id: string, occurrenceIds: readonly string[], capacity = 1) =>
  owner.add({ id, capacity, occurrences: occurrenceIds.map((occurrenceId, index) => onDay(occurrenceId, index + 1)) });

/** Makes of the event what it is after an edit that gave its occurrences these ids. */
export function reId(event: ReturnType<typeof weekly>, occurrenceIds: readonly string[]): void {
  event.revision += 1;
  event.occurrences = occurrenceIds.map((id, index) => onDay(id, index + 2));
}
