import { badInput, type InputIssue } from '../../../platform/errors.js';
import { MOST_SEATS } from '../domain/policy.js';
import type { BookingItemInput } from './__generated__/resolvers.js';

/**
 * Seats in all that an input asks for.
 * @throws BAD_USER_INPUT for ticket types (there are none), for no item, and for less than one seat or too many.
 */
export function plainSeats(items: readonly BookingItemInput[], path: (string | number)[]): number {
  const issues: InputIssue[] = [];
  items.forEach(({ ticketTypeId, quantity }, index) => {
    if (ticketTypeId != null) {
      issues.push({ path: [...path, index, 'ticketTypeId'], message: 'This event has no ticket types: ask for plain seats.' });
    }
    if (!Number.isInteger(quantity ?? 1) || (quantity ?? 1) < 1) {
      issues.push({ path: [...path, index, 'quantity'], message: 'At least one seat.' });
    }
  });
  const seats = items.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0);
  if (items.length === 0) issues.push({ path, message: 'Ask for at least one seat.' });
  if (seats > MOST_SEATS) issues.push({ path, message: `At most ${String(MOST_SEATS)} seats in one booking.` });
  if (issues.length > 0) throw badInput(...issues);
  return seats;
}

const LONGEST_KEY = 200;

/** @throws BAD_USER_INPUT for an idempotency key that is empty or longer than 200 characters. */
export function checkedKey(key: string | null | undefined): string | null {
  if (key == null) return null;
  if (key.length >= 1 && key.length <= LONGEST_KEY && !key.includes('\0')) return key;
  throw badInput({ path: ['input', 'idempotencyKey'], message: `An idempotency key has 1 to ${String(LONGEST_KEY)} characters.` });
}
