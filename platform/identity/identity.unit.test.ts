import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { manualClock } from '../testing/clock.js';
import type { RequestIdentity } from '../subgraph/transport.js';
import { deriveIdentityKeys, readKeyRing, writeKeyRing } from './keys.js';
import { createSigner } from './sign.js';
import { createVerifier, type Callers, type VerifyIdentity } from './verify.js';

const SECRET = 'a secret that is known to the parts alone';
const ada: RequestIdentity = {
  viewer: { userId: 'ada', sessionId: 's1', role: 'MEMBER', scopes: new Set(['CALENDAR_READ', 'ACCOUNT']) },
  requestId: 'r1',
  ipAddress: '192.0.2.1',
  userAgent: 'a browser',
  deviceId: 'a device',
};
const PATH = '/graphql';
const TEXT = '{"query":"{ me }"}';
const CALLERS: Callers = { gateway: 'everything', booking: ['CALENDAR_READ'] };

function given(secrets: readonly string[] = [SECRET]) {
  const clock = manualClock();
  const keys = deriveIdentityKeys(secrets);
  const verifierOf = (callee: string, of = keys): VerifyIdentity => createVerifier({ keys: of, callee, callers: CALLERS, clock });
  const signerOf = (caller: string, of = keys) => createSigner(of, caller, clock);
  const token = signerOf('gateway')('event', ada, PATH, TEXT);
  return { clock, keys, verifierOf, signerOf, token, verify: verifierOf('event') };
}

const parts = (token: string): [string, string, string] => token.split('.') as [string, string, string];
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed identity', () => {
  it('says who asks, by whom, as it was given', () => {
    const { verify, token, signerOf } = given();
    expect(verify(token, PATH, TEXT)).toEqual({ identity: ada, caller: 'gateway', asksOnly: false });
    const nobody = { viewer: null, requestId: 'r2' };
    expect(verify(signerOf('gateway')('event', nobody, PATH, TEXT), PATH, TEXT)?.identity).toEqual(nobody);
  });

  it('never says that an operation came from within', () => {
    const { verify, signerOf } = given();
    const token = signerOf('gateway')('event', { ...ada, internal: true }, PATH, TEXT);
    expect(verify(token, PATH, TEXT)?.identity).toEqual(ada);
  });

  it('is worth nothing at another subgraph, for another request, or at another path', () => {
    const { verify, verifierOf, token } = given();
    expect(verifierOf('booking')(token, PATH, TEXT)).toBeNull();
    expect(verify(token, PATH, '{"query":"mutation { deleteAccount }"}')).toBeNull();
    expect(verify(token, '/sessions', TEXT)).toBeNull();
  });

  it('holds for half a minute, and a little longer where clocks differ', () => {
    const { verify, token, clock, signerOf } = given();
    clock.advance(44_000);
    expect(verify(token, PATH, TEXT)).not.toBeNull();
    clock.advance(2_000);
    expect(verify(token, PATH, TEXT)).toBeNull();
    const early = signerOf('gateway')('event', ada, PATH, TEXT);
    clock.advance(-14_000);
    expect(verify(early, PATH, TEXT)).not.toBeNull();
    clock.advance(-2_000);
    expect(verify(early, PATH, TEXT)).toBeNull();
  });

  it('comes from a caller that is let in, and bears no more than it may ask in', () => {
    const { verify, signerOf } = given();
    const asked = { ...ada, viewer: { userId: 'ada', sessionId: 'internal', role: 'MEMBER', scopes: new Set(['CALENDAR_READ']) } };
    expect(verify(signerOf('booking')('event', asked, PATH, TEXT), PATH, TEXT)).toEqual({ identity: asked, caller: 'booking', asksOnly: true });
    expect(verify(signerOf('booking')('event', ada, PATH, TEXT), PATH, TEXT)).toBeNull();
    for (const caller of ['notification', 'toString', '__proto__', '']) expect(verify(signerOf(caller)('event', asked, PATH, TEXT), PATH, TEXT)).toBeNull();
  });

  it('can not be made by a subgraph in the name of another: each pair has a key of its own', () => {
    const { verify, keys } = given();
    const [own] = keys.between('booking', 'event');
    const [head, payload] = parts(given().token);
    const forged = `${head}.${payload}.${createHmac('sha256', own as Buffer).update(`${head}.${payload}`).digest('base64url')}`;
    expect(verify(forged, PATH, TEXT)).toBeNull();
    const pairs = ['gateway', 'booking', 'event'].flatMap((one) => ['gateway', 'booking', 'event'].map((other) => keys.between(one, other)[0]?.toString('hex')));
    expect(new Set(pairs).size).toBe(9);
  });

  it('is read by keys that were handed out, and those know no other pair', () => {
    const { keys, token, verifierOf, signerOf } = given();
    const line = writeKeyRing(keys, [['gateway', 'event'], ['event', 'user']]);
    const ring = readKeyRing(line);
    if (!ring) throw new Error('The line can not be read.');
    expect(verifierOf('event', ring)(token, PATH, TEXT)?.caller).toBe('gateway');
    expect(ring.between('booking', 'event')).toEqual([]);
    expect(() => signerOf('gateway', ring)('booking', ada, PATH, TEXT)).toThrow();
    for (const broken of ['', 'gateway>event', 'gateway>event=abc', `${line},`, 'a secret']) expect(readKeyRing(broken)).toBeNull();
  });

  it('is read with the one algorithm, whatever its header says', () => {
    const { verify, token, keys } = given();
    const [, payload, mac] = parts(token);
    const [key] = keys.between('gateway', 'event') as [Buffer];
    for (const header of [{ alg: 'none' }, { alg: 'HS512' }, { alg: 'HS256' }, { typ: 'convene-identity', alg: 'HS256' }, { alg: 'RS256' }]) {
      const signed = `${b64(header)}.${payload}`;
      expect(verify(`${signed}.`, PATH, TEXT)).toBeNull();
      expect(verify(`${signed}.${mac}`, PATH, TEXT)).toBeNull();
      expect(verify(`${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`, PATH, TEXT)).toBeNull();
    }
  });

  it('is refused when anything about it is altered, or missing', () => {
    const { verify, token } = given();
    const [head, payload, mac] = parts(token);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { viewer: object };
    const raised = b64({ ...claims, viewer: { ...claims.viewer, role: 'ADMIN', scope: ['ADMIN'] } });
    const broken = [undefined, '', 'x', '..', head, `${head}.${payload}`, `${head}.${payload}.`, `${token}.x`, `${head}.${raised}.${mac}`, `${head}.${b64({})}.${mac}`, `${head}.bm8.${mac}`, `${head}.${payload}.${mac.slice(0, -2)}`];
    for (const each of broken) expect(verify(each, PATH, TEXT)).toBeNull();
  });

  it('is verified by an older secret too, so that secrets can change while everything runs', () => {
    const { token } = given();
    const both = given([`${SECRET}, but newer`, SECRET]);
    expect(both.verify(token, PATH, TEXT)).not.toBeNull();
    expect(given().verify(both.token, PATH, TEXT)).toBeNull();
  });
});
