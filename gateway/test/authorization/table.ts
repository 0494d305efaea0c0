import { accounts } from './table/accounts.js';
import { bookings } from './table/bookings.js';
import { calendars } from './table/calendars.js';
import { events } from './table/events.js';
import { notifications } from './table/notifications.js';
import { roots } from './table/roots.js';
import type { Table } from './vocabulary.js';

/** Who gets what, by type and field: every field that clients see, each on one line or in one place. */
export const TABLE: Table = { ...roots, ...accounts, ...calendars, ...events, ...bookings, ...notifications };
