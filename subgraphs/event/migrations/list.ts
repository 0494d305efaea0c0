import { CreateChangeLog1690000000000, CreateChangeRelay1690000000002 } from '../../../platform/change-log/migration.js';
import { CreateCalendars1700000000001 } from './0001-calendars.js';
import { CreateEvents1700000000002 } from './0002-events.js';
import { CreateRequests1700000000003 } from './0003-requests.js';
import { CreateBookings1700000000004 } from './0004-bookings.js';

/** In order; append only. */
export const migrations = [
  CreateChangeLog1690000000000,
  CreateChangeRelay1690000000002,
  CreateCalendars1700000000001,
  CreateEvents1700000000002,
  CreateRequests1700000000003,
  CreateBookings1700000000004,
];
