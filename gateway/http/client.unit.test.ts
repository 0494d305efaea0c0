import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createClientOf, deviceCookie, isNetwork, newDevice } from './client.js';

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}): IncomingMessage =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
const forwarded = (from: string) => ({ 'x-forwarded-for': from });

describe('the address of a client', () => {
  it('is that of its connection, whatever it claims, where no proxy is trusted', () => {
    const clientOf = createClientOf([]);
    expect(clientOf(request('203.0.113.9', forwarded('192.0.2.1'))).ipAddress).toBe('203.0.113.9');
    expect(clientOf(request('127.0.0.1', forwarded('192.0.2.1'))).ipAddress).toBe('127.0.0.1');
    expect(clientOf(request('::ffff:203.0.113.9')).ipAddress).toBe('203.0.113.9');
    expect(clientOf(request(undefined)).ipAddress).toBeUndefined();
  });

  it('is what the last trusted proxy saw', () => {
    const clientOf = createClientOf(['127.0.0.1', '10.0.0.0/8', '2001:db8::/32']);
    const addressFrom = (peer: string, told: string) => clientOf(request(peer, forwarded(told))).ipAddress;
    expect(addressFrom('127.0.0.1', '192.0.2.1')).toBe('192.0.2.1');
    expect(addressFrom('::ffff:127.0.0.1', '192.0.2.1, 10.1.2.3')).toBe('192.0.2.1');
    expect(addressFrom('2001:db8::5', '2001:4860::1')).toBe('2001:4860::1');
    // The client wrote the first one itself.
    expect(addressFrom('10.9.9.9', '198.51.100.7, 192.0.2.1, 10.1.2.3')).toBe('192.0.2.1');
    expect(addressFrom('203.0.113.9', '192.0.2.1')).toBe('203.0.113.9');
  });

  it('is the proxy’s own where that passes on no address', () => {
    const clientOf = createClientOf(['127.0.0.1']);
    expect(clientOf(request('127.0.0.1')).ipAddress).toBe('127.0.0.1');
    expect(clientOf(request('127.0.0.1', forwarded('unknown'))).ipAddress).toBe('127.0.0.1');
    expect(clientOf(request('127.0.0.1', forwarded('192.0.2.1, ; drop'))).ipAddress).toBe('127.0.0.1');
  });
});

describe('a network of proxies', () => {
  it('is an address or a CIDR block', () => {
    for (const good of ['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32']) expect(isNetwork(good)).toBe(true);
    for (const bad of ['', 'localhost', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', '::1/129', '10.0.0.0/']) expect(isNetwork(bad)).toBe(false);
  });
});

describe('the secret of a browser', () => {
  it('comes back from its cookie, and nothing else does', () => {
    const clientOf = createClientOf([]);
    const device = newDevice();
    const cookie = deviceCookie(device, true).split(';')[0] ?? '';
    expect(clientOf(request('::1', { cookie: `a=b; ${cookie}; c=d` })).deviceId).toBe(device);
    expect(clientOf(request('::1', { cookie: 'convene_device=short' })).deviceId).toBeUndefined();
    expect(clientOf(request('::1', { cookie: `other=${device}` })).deviceId).toBeUndefined();
  });

  it('is kept from scripts and from other sites, and on TLS wherever we are', () => {
    expect(deviceCookie('x', true)).toBe('convene_device=x; Path=/graphql; HttpOnly; SameSite=Strict; Max-Age=31536000; Secure');
    expect(deviceCookie('x', false)).not.toContain('Secure');
  });
});
