import { describe, expect, it } from '@jest/globals';
import { readBookingConfig } from './config.js';

describe('the settings of the booking subgraph', () => {
  it('need a database, and bound its connections', () => {
    expect(readBookingConfig({ BOOKING_DATABASE_URL: 'postgres://localhost/booking' })).toEqual({
      databaseUrl: 'postgres://localhost/booking',
      poolSize: 10,
      ticketKeys: [],
    });
  });

  it('name every fault at once', () => {
    expect(() => readBookingConfig({ BOOKING_DATABASE_URL: 'mysql://x', BOOKING_DATABASE_POOL: '0', TICKET_KEY: 'c2hvcnQ=' })).toThrow(
      /BOOKING_DATABASE_URL: must be a postgres:\/\/ URL\nBOOKING_DATABASE_POOL: .*\nTICKET_KEY: must be 32 bytes in base64/,
    );
  });
});
