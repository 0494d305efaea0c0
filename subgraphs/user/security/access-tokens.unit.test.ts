import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { manualClock } from '../../../platform/testing/clock.js';
import { createAccessTokens, makeSigningKey, type StoredSigningKey } from './access-tokens.js';

const CLAIMS = { userId: 'ada', sessionId: 'one', role: 'MEMBER', scopes: ['ACCOUNT', 'CALENDAR_READ'] };

async function given() {
  const clock = manualClock('2026-11-20T12:00:00Z');
  const stored: StoredSigningKey[] = [await makeSigningKey('first', clock.now())];
  const tokens = createAccessTokens({ readKeys: () => Promise.resolve([...stored]), clock });
  const verify = async (token: string) =>
    jwtVerify(token, createLocalJWKSet(await tokens.keys()), {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer: 'convene',
      audience: 'convene',
      currentDate: clock.now(),
    });
  return { clock, stored, tokens, verify };
}

describe('access tokens', () => {
  it('say who, in which session, with which role and scopes, for ten minutes', async () => {
    const { clock, tokens, verify } = await given();
    const token = await tokens.sign(CLAIMS);
    const { payload, protectedHeader } = await verify(token);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: 'first' });
    expect(payload).toEqual({
      iss: 'convene',
      aud: 'convene',
      sub: 'ada',
      sid: 'one',
      role: 'MEMBER',
      scope: 'ACCOUNT CALENDAR_READ',
      iat: clock.now().getTime() / 1000,
      exp: clock.now().getTime() / 1000 + 600,
    });
    clock.advance(600_000);
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  it('publish no private part', async () => {
    const { tokens } = await given();
    expect((await tokens.keys()).keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
  });

  it('go over to a new key once it was published for a minute, and the old one still verifies', async () => {
    const { clock, stored, tokens, verify } = await given();
    const before = await tokens.sign(CLAIMS);
    clock.advance(1_000);
    stored.push(await makeSigningKey('second', clock.now()));
    clock.advance(59_000);
    expect((await verify(await tokens.sign(CLAIMS))).protectedHeader.kid).toBe('first');
    clock.advance(11_000);
    expect((await verify(await tokens.sign(CLAIMS))).protectedHeader.kid).toBe('second');
    expect((await verify(before)).protectedHeader.kid).toBe('first');
  });

  it('of a key that was removed are refused', async () => {
    const { stored, tokens, verify } = await given();
    const token = await tokens.sign(CLAIMS);
    stored.pop();
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });
});
