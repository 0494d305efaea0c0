import { describe, expect, it } from '@jest/globals';
import { readNotificationConfig } from './config.js';

const NOTIFICATION_DATABASE_URL = 'postgres://localhost/notification';

describe('readNotificationConfig', () => {
  it('has defaults for all but the database', () => {
    expect(readNotificationConfig({ NOTIFICATION_DATABASE_URL })).toEqual({
      databaseUrl: NOTIFICATION_DATABASE_URL,
      publicUrl: 'http://localhost:4000',
      poolSize: 10,
    });
  });

  it('takes the port into links, and no slash too many', () => {
    expect(readNotificationConfig({ NOTIFICATION_DATABASE_URL, PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readNotificationConfig({ NOTIFICATION_DATABASE_URL, PUBLIC_URL: 'https://c.example//' }).publicUrl).toBe('https://c.example');
  });

  it('names every fault', () => {
    const read = () => readNotificationConfig({ NOTIFICATION_DATABASE_URL: 'mysql://x', PUBLIC_URL: 'x', NOTIFICATION_DATABASE_POOL: '1' });
    expect(read).toThrow(/NOTIFICATION_DATABASE_URL: .*\n.*PUBLIC_URL: .*\n.*NOTIFICATION_DATABASE_POOL: /s);
  });
});
