import { CreateChangeLog1690000000000, CreateChangeRelay1690000000002 } from '../../../platform/change-log/migration.js';
import type { Migration } from '../../../platform/database/migrate.js';
import { CreateSeatsAndBookings1700000000001 } from './0001-seats-and-bookings.js';
import { CreateCopies1700000000002 } from './0002-copies.js';
import { IndexAgeOfAnswers1700000000003 } from './0003-age-of-answers.js';
import { SignTickets1700000000004 } from './0004-codes-of-tickets.js';

/** Every migration of this subgraph, in order. */
export const bookingMigrations: readonly Migration[] = [
  CreateChangeLog1690000000000,
  CreateChangeRelay1690000000002,
  CreateSeatsAndBookings1700000000001,
  CreateCopies1700000000002,
  IndexAgeOfAnswers1700000000003,
  SignTickets1700000000004,
];
