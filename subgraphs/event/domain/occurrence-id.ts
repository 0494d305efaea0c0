/** The key of the only occurrence of an event that does not recur. */
export const ONCE = 'once';

/** An occurrence's id: its event's, and the start that the rule gave it. It stays when the occurrence moves. */
export const occurrenceId = (eventId: string, key: string): string => `${eventId}_${key}`;

/** The parts of an occurrence's id; null for a text that is none. */
export function parseOccurrenceId(id: string): { eventId: string; key: string } | null {
  const parts = /^([\w-]{1,64})_(\d{8}|\d{8}T\d{6}|once)$/.exec(id);
  const [, eventId, key] = parts ?? [];
  return eventId === undefined || key === undefined ? null : { eventId, key };
}
