import { describe, expect, it } from '@jest/globals';
import { readPartConfig } from './part-config.js';
import type { Part } from './parts.js';
import { ConfigError, type Env } from './platform/config.js';

const SHARED = { REDIS_URL: 'redis://127.0.0.1:6379', GATEWAY_SECRET: 'x'.repeat(32) };
const WHOLE: Env = { ...SHARED, EVENT_DATABASE_URL: 'postgres://localhost/event', BOOKING_DATABASE_URL: 'postgres://localhost/booking' };

const listenOf = (part: Part, env: Env): unknown => {
  const { own } = readPartConfig(part, { ...WHOLE, ...env });
  return 'listen' in own ? own.listen : null;
};
function faultsOf(part: Part, env: Env): Record<string, string> {
  try {
    readPartConfig(part, env);
    return {};
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return Object.fromEntries(error.faults.map(({ setting, message }) => [setting, message]));
  }
}

describe('settings of a part', () => {
  it('say where the subgraphs are, each at its own port unless told', () => {
    const { shared } = readPartConfig('gateway', { ...WHOLE, EVENT_URL: 'http://10.0.0.1:4002/graphql, http://[::1]:5002/graphql' });
    expect(shared.origins).toEqual({
      user: ['http://127.0.0.1:4001'],
      event: ['http://10.0.0.1:4002', 'http://[::1]:5002'],
      booking: ['http://127.0.0.1:4003'],
      notification: ['http://127.0.0.1:4004'],
    });
  });

  it('listen where the own address says, unless LISTEN does', () => {
    expect(listenOf('event', {})).toEqual({ host: '127.0.0.1', port: 4002 });
    expect(listenOf('event', { EVENT_URL: 'http://[::1]:5002/graphql' })).toEqual({ host: '::1', port: 5002 });
    expect(listenOf('booking', { BOOKING_URL: 'http://booking/graphql' })).toEqual({ host: 'booking', port: 80 });
    expect(listenOf('event', { LISTEN: '0.0.0.0:7' })).toEqual({ host: '0.0.0.0', port: 7 });
    expect(listenOf('event', { LISTEN: '[::]:7' })).toEqual({ host: '::', port: 7 });
    expect(listenOf('event', { LISTEN: '7' })).toEqual({ host: '127.0.0.1', port: 7 });
  });

  it('are refused where several addresses leave open which is the own one', () => {
    const two = { ...WHOLE, EVENT_URL: 'http://10.0.0.1:4002/graphql,http://10.0.0.2:4002/graphql' };
    expect(faultsOf('event', two)).toEqual({ LISTEN: expect.stringContaining('EVENT_URL') });
    expect(faultsOf('booking', two)).toEqual({});
  });

  it('are refused with every fault of all of them at once', () => {
    expect(Object.keys(faultsOf('user', { MIGRATE: 'yes', EVENT_URL: 'localhost:4002', LISTEN: 'here', REDIS_URL: 'http://x' })).sort()).toEqual(
      ['AUDIT_KEY', 'EVENT_URL', 'GATEWAY_SECRET', 'LISTEN', 'MIGRATE', 'REDIS_URL', 'SECRETS_KEY', 'USER_DATABASE_URL'],
    );
    expect(faultsOf('gateway', { ...SHARED, GATEWAY_SECRET: 'short' })).toEqual({ GATEWAY_SECRET: 'must have 32 characters or more' });
    expect(faultsOf('gateway', { ...SHARED, GATEWAY_SECRET: `${'x'.repeat(32)},short` })).toHaveProperty('GATEWAY_SECRET');
  });

  it('take the keys of the part instead of the secret', () => {
    const key = 'a'.repeat(43);
    const { shared } = readPartConfig('gateway', { ...SHARED, GATEWAY_SECRET: '', IDENTITY_KEYS: `gateway>event=${key}` });
    expect([shared.keys.between('gateway', 'event').length, shared.keys.between('booking', 'event').length]).toEqual([1, 0]);
    expect(faultsOf('gateway', { ...SHARED, IDENTITY_KEYS: 'no line' })).toHaveProperty('IDENTITY_KEYS');
  });
});
