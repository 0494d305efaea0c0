import { describe, expect, it } from '@jest/globals';
import { networkOf } from './network.js';

describe('the network that tries are counted by', () => {
  it('is an IPv4 address itself, also when it is mapped into IPv6', () => {
    expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('::FFFF:192.0.2.1')).toBe('192.0.2.1');
  });

  it('is the first 64 bits of an IPv6 address, however it is written', () => {
    const same = ['2001:db8:0:7::1', '2001:DB8:0000:0007:1:2:3:4', '2001:db8::7:aaaa:bbbb:cccc:dddd', '2001:db8:0:7::'];
    for (const address of same) expect(networkOf(address)).toBe('2001:db8:0:7::/64');
    expect(networkOf('2001:db8:0:8::1')).toBe('2001:db8:0:8::/64');
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });

  it('is the text itself for what is no address', () => {
    expect(networkOf('unknown')).toBe('unknown');
  });
});
