import { webcrypto } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from '../../platform/identity/sessions.js';
import { silentLogger } from '../../platform/logger.js';
import { manualClock } from '../../platform/testing/clock.js';
import { createTokenVerifier } from './access-token.js';

function given() {
  const clock = manualClock();
  const published: JWK[] = [];
  let fetched = 0;
  const keys = () => {
    fetched += 1;
    return published.length > 0 ? Promise.resolve({ keys: [...published] }) : Promise.reject(new Error('down'));
  };
  const source = { keys, session: () => Promise.resolve(null), scriptToken: () => Promise.resolve(null) };
  const verify = createTokenVerifier(source, clock, silentLogger());
  const newKey = async (kid: string, publish = true) => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    if (publish) published.push({ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' });
    return (header: object = {}, claims: object = {}) =>
      new SignJWT({ sub: 'u1', sid: 's1', iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE, iat: clock.now().getTime() / 1000, exp: clock.now().getTime() / 1000 + 60, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: TOKEN_TYPE, ...header })
        .sign(privateKey);
  };
  return { clock, verify, newKey, published, fetched: () => fetched };
}

describe('an access token', () => {
  it('is read when its signature holds, with keys that are fetched once', async () => {
    const { verify, newKey, fetched } = given();
    const sign = await newKey('k1');
    const token = await sign();
    expect(await verify(token)).toEqual({ userId: 'u1', sessionId: 's1', expiresAt: new Date('2026-11-20T12:01:00Z') });
    await verify(token);
    expect(fetched()).toBe(1);
  });

  it('may bear a new key, for which keys are fetched again, at most once a second', async () => {
    const { clock, verify, newKey, fetched } = given();
    await verify(await (await newKey('k1'))());
    const sign = await newKey('k2');
    await expect(verify(await sign())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(fetched()).toBe(1);
    clock.advance(1000);
    expect(await verify(await sign())).toMatchObject({ userId: 'u1' });
  });

  it('is refused for another type, and for a missing session', async () => {
    const { verify, newKey } = given();
    const sign = await newKey('k1');
    await expect(verify(await sign({ typ: 'JWT' }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(verify(await sign({}, { sid: undefined }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(verify(await sign({}, { sid: 7 }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused when somebody else signed it under the name of a known key', async () => {
    const { verify, newKey } = given();
    await newKey('k1');
    const forge = await newKey('k1', false);
    await expect(verify(await forge())).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: 'The access token is not valid.' });
  });

  it('can not be judged while no key was ever fetched', async () => {
    const { verify, newKey } = given();
    const sign = await newKey('k1', false);
    await expect(verify(await sign())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  it('of a key that was removed is refused within 60 s, however often it was asked about', async () => {
    const { clock, verify, newKey, published } = given();
    const stolen = await (await newKey('stolen'))();
    const genuine = await newKey('k2');
    await verify(stolen);
    published.shift();
    for (let second = 0; second < 44; second += 1) {
      clock.advance(1000);
      await verify(stolen).catch(() => undefined);
    }
    await expect(verify(stolen)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await verify(await genuine())).toMatchObject({ userId: 'u1' });
  });

  it('of a key that was removed is refused the first time that anybody asks, a minute later', async () => {
    const { clock, verify, newKey, published } = given();
    const stolen = await (await newKey('stolen'))({}, { exp: clock.now().getTime() / 1000 + 600 });
    await newKey('k2');
    await verify(stolen);
    published.shift();
    clock.advance(45_000);
    await expect(verify(stolen)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('goes on by the keys that are known while none can be fetched, which is tried once a second', async () => {
    const { clock, verify, newKey, published, fetched } = given();
    const token = await (await newKey('k1'))({}, { exp: clock.now().getTime() / 1000 + 600 });
    await verify(token);
    const keys = published.splice(0);
    clock.advance(120_000);
    for (let again = 0; again < 5; again += 1) expect(await verify(token)).toMatchObject({ userId: 'u1' });
    expect(fetched()).toBe(2);
    published.push(...keys);
    clock.advance(1000);
    await verify(token);
    expect(fetched()).toBe(3);
  });

  it('that was good a moment ago is refused once it has expired, and where a letter of it is another', async () => {
    const { clock, verify, newKey } = given();
    const token = await (await newKey('k1'))();
    await verify(token);
    const another = token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    await expect(verify(another)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await verify(token);
    clock.advance(60_000);
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: 'The access token has expired.' });
  });

  it('has its signature looked at once with each set of keys', async () => {
    const { clock, verify, newKey } = given();
    const token = await (await newKey('k1'))();
    const looks = jest.spyOn(webcrypto.subtle, 'verify');
    for (let again = 0; again < 5; again += 1) await verify(token);
    expect(looks).toHaveBeenCalledTimes(1);
    clock.advance(15_000);
    // The first that asks has the keys fetched, and is answered by those that were known.
    for (let again = 0; again < 5; again += 1) await verify(token);
    expect(looks).toHaveBeenCalledTimes(2);
    looks.mockRestore();
  });

  it('is refused when it was issued in the future, half a minute for clocks apart', async () => {
    const { clock, verify, newKey } = given();
    const sign = await newKey('k1');
    const issued = (seconds: number) => sign({}, { iat: clock.now().getTime() / 1000 + seconds });
    expect(await verify(await issued(30))).toMatchObject({ userId: 'u1' });
    await expect(verify(await issued(31))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
