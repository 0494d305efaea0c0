import type { Booking, BookingStatus } from '../domain/booking.js';
import type { Money } from '../domain/money.js';

/** A row of `booking`. */
export interface BookingRow {
  id: string;
  user_id: string;
  event_id: string;
  occurrence_id: string;
  status: BookingStatus;
  quantity: number;
  price_amount: number | null;
  price_currency: string | null;
  held_until: Date | null;
  waitlist_number: number | null;
  cancel_reason: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export const BOOKING_COLUMNS = `id, user_id, event_id, occurrence_id, status, quantity, price_amount, price_currency,
  held_until, waitlist_number, cancel_reason, version, created_at, updated_at`;

/** The same columns with their types, for `jsonb_to_recordset`. */
export const BOOKING_RECORD = `id text, user_id text, event_id text, occurrence_id text, status text, quantity integer,
  price_amount bigint, price_currency text, held_until timestamptz, waitlist_number bigint, cancel_reason text,
  version integer, created_at timestamptz, updated_at timestamptz`;

export function bookingOf(row: BookingRow): Booking {
  return {
    id: row.id,
    userId: row.user_id,
    eventId: row.event_id,
    occurrenceId: row.occurrence_id,
    status: row.status,
    quantity: row.quantity,
    price: moneyOf(row.price_amount, row.price_currency),
    heldUntil: row.held_until,
    waitlistNumber: row.waitlist_number,
    cancelReason: row.cancel_reason,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The booking as a row; its values stand in the order of the columns. */
export function rowOf(booking: Booking): BookingRow {
  return {
    id: booking.id,
    user_id: booking.userId,
    event_id: booking.eventId,
    occurrence_id: booking.occurrenceId,
    status: booking.status,
    quantity: booking.quantity,
    price_amount: booking.price?.amount ?? null,
    price_currency: booking.price?.currency ?? null,
    held_until: booking.heldUntil,
    waitlist_number: booking.waitlistNumber,
    cancel_reason: booking.cancelReason,
    version: booking.version,
    created_at: booking.createdAt,
    updated_at: booking.updatedAt,
  };
}

export const moneyOf = (amount: number | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency };
