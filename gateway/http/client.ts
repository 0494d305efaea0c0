import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** What a request, or the opening of a socket, tells of the client. */
export interface Client {
  /** Undefined when it has gone already. */
  readonly ipAddress: string | undefined;
  readonly userAgent: string | undefined;
  /** The secret that a browser was given at its first sign-in; undefined where it has none. */
  readonly deviceId: string | undefined;
}

/** Says who the client is, for HTTP and WebSocket alike. */
export type ClientOf = (request: IncomingMessage) => Client;

/**
 * Reads clients. X-Forwarded-For counts from the right, as far as every proxy on the way is one of these (addresses, or
 * networks such as 10.0.0.0/8): what stands further left anybody may have written.
 */
export function createClientOf(trustedProxies: readonly string[]): ClientOf {
  const isTrusted = trustedBy(trustedProxies);
  return ({ socket, headers }) => ({
    ipAddress: addressOf(socket.remoteAddress, headers['x-forwarded-for'], isTrusted),
    userAgent: headers['user-agent'],
    deviceId: deviceIn(headers.cookie),
  });
}

/** Whether this is an address, or a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function trustedBy(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function addressOf(
  peer: string | undefined,
  forwarded: string | string[] | undefined,
  isTrusted: (address: string) => boolean,
): string | undefined {
  let address = peer === undefined ? undefined : plain(peer);
  const told = [forwarded ?? []].flat().join(',').split(',').map((each) => plain(each.trim()));
  while (address !== undefined && isTrusted(address)) {
    const next = told.pop();
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/** An IPv4 address that is mapped into IPv6 is the same client. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const COOKIE = 'convene_device';
const WELL_FORMED = /^[\w-]{43}$/;
const A_YEAR = 365 * 24 * 60 * 60;

function deviceIn(cookies: string | undefined): string | undefined {
  const found = cookies?.split(';').map((each) => each.trim().split('=', 2)).find(([name]) => name === COOKIE)?.[1];
  return found !== undefined && WELL_FORMED.test(found) ? found : undefined;
}

/** A new secret for a browser: 256 random bits. */
export const newDevice = (): string => randomBytes(32).toString('base64url');

/** The Set-Cookie that hands it out. It signs nobody in: it only tells a known browser from one that guesses. */
export const deviceCookie = (deviceId: string, secure: boolean): string =>
  `${COOKIE}=${deviceId}; Path=/graphql; HttpOnly; SameSite=Strict; Max-Age=${String(A_YEAR)}${secure ? '; Secure' : ''}`;
