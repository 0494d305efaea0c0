import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompactEncrypt, exportJWK, FlattenedSign, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { openDoor, type Door, type Person } from './support/door.js';

type Key = CryptoKey | Uint8Array;

/** What a forger may know, and what only we should: the worst of them holds a key of ours for other purposes. */
interface Given {
  readonly genuine: string;
  readonly header: Record<string, unknown>;
  readonly claims: JWTPayload;
  readonly ours: Key;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK & { kid: string };
  readonly theirs: { key: Key; publicJwk: JWK };
  readonly rsa: Key;
  readonly pss: Key;
  readonly p256: Key;
  readonly person: Person;
  readonly other: Person;
  /** Unix seconds. */
  readonly now: number;
}

const b64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const raw = (header: unknown, claims: unknown, signature = ''): string => `${b64(header)}.${b64(claims)}.${signature}`;
const signed = (claims: JWTPayload, header: object, key: Key): Promise<string> => new SignJWT(claims).setProtectedHeader(header as { alg: string }).sign(key);
const byUs = ({ claims, header, ours }: Given, changed: JWTPayload, headers: object = {}): Promise<string> =>
  signed(without({ ...claims, ...changed }), without({ ...header, ...headers }), ours);
const byUsRaw = ({ header, claims, privateJwk }: Given, headers: object): string => {
  const input = `${b64({ ...header, ...headers })}.${b64(claims)}`;
  return `${input}.${sign(null, Buffer.from(input), createPrivateKey({ key: privateJwk as never, format: 'jwk' })).toString('base64url')}`;
};
const byThem = ({ claims, header, theirs }: Given, headers: object): Promise<string> =>
  signed(claims, without({ ...header, ...headers }), theirs.key);
const hmac = (given: Given, alg: 'HS256' | 'HS512', secret: string | Buffer): string => {
  const input = `${b64({ ...given.header, alg })}.${b64(given.claims)}`;
  return `${input}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret).update(input).digest('base64url')}`;
};
const parts = (token: string): [string, string, string] => token.split('.') as [string, string, string];
const pem = ({ publicJwk }: Given): string => createPublicKey({ key: publicJwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
const without = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value;

const FORGED: Record<string, (given: Given) => string | Promise<string>> = {
  // No signature, or none that counts (RFC 8725, 2.1)
  'alg none, without a signature': (g) => raw({ ...g.header, alg: 'none' }, g.claims),
  'alg nOnE, in another case': (g) => raw({ ...g.header, alg: 'nOnE' }, g.claims),
  'alg none, with the genuine signature': (g) => raw({ ...g.header, alg: 'none' }, g.claims, parts(g.genuine)[2]),
  'no alg at all': (g) => raw({ ...g.header, alg: undefined }, g.claims, parts(g.genuine)[2]),
  'the genuine token without its signature': (g) => `${parts(g.genuine)[0]}.${parts(g.genuine)[1]}.`,
  'the genuine token in two parts': (g) => `${parts(g.genuine)[0]}.${parts(g.genuine)[1]}`,
  'a signature of random bytes': (g) => raw(g.header, g.claims, randomBytes(64).toString('base64url')),
  'a signature of zeros': (g) => raw(g.header, g.claims, Buffer.alloc(64).toString('base64url')),
  // The public key as a secret, and other algorithms
  'HS256 with the public key as PEM': (g) => hmac(g, 'HS256', pem(g)),
  'HS256 with the public key’s bytes': (g) => hmac(g, 'HS256', Buffer.from(g.publicJwk.x ?? '', 'base64url')),
  'HS256 with the public key as JWK': (g) => hmac(g, 'HS256', JSON.stringify(g.publicJwk)),
  'HS512 with an empty secret': (g) => hmac(g, 'HS512', ''),
  'RS256 by another key under our kid': (g) => signed(g.claims, { ...g.header, alg: 'RS256' }, g.rsa),
  'PS256 by another key under our kid': (g) => signed(g.claims, { ...g.header, alg: 'PS256' }, g.pss),
  'ES256 by another key under our kid': (g) => signed(g.claims, { ...g.header, alg: 'ES256' }, g.p256),
  // Keys that the token itself brings (RFC 8725, 3.10)
  'another EdDSA key under our kid': (g) => byThem(g, {}),
  'another EdDSA key without a kid': (g) => byThem(g, { kid: undefined }),
  'another EdDSA key under a kid of its own': (g) => byThem(g, { kid: 'theirs' }),
  'its own key embedded as jwk': (g) => byThem(g, { jwk: g.theirs.publicJwk, kid: undefined }),
  'its own key embedded as jwk under our kid': (g) => byThem(g, { jwk: g.theirs.publicJwk }),
  'a jku that leads to its key': (g) => byThem(g, { jku: 'https://evil.example/jwks.json', kid: 'theirs' }),
  'an x5u and an x5c': (g) => byThem(g, { x5u: 'https://evil.example/cert.pem', x5c: ['MIIB'] }),
  'a kid that walks through folders': (g) => byThem(g, { kid: '../../../../dev/null' }),
  'a kid that speaks SQL': (g) => byThem(g, { kid: "x' UNION SELECT private_jwk FROM signing_key --" }),
  'a kid that is no text': (g) => raw({ ...g.header, kid: { $ne: null } }, g.claims, parts(g.genuine)[2]),
  // Genuine signatures over what is not for this door
  'wrong aud': (g) => byUs(g, { aud: 'another service' }),
  'no aud': (g) => byUs(g, { aud: undefined }),
  'wrong iss': (g) => byUs(g, { iss: 'https://evil.example' }),
  'no iss': (g) => byUs(g, { iss: undefined }),
  'typ JWT, as of an identity token': (g) => byUs(g, {}, { typ: 'JWT' }),
  'no typ': (g) => byUs(g, {}, { typ: undefined }),
  'no exp': (g) => byUs(g, { exp: undefined }),
  'no iat': (g) => byUs(g, { iat: undefined }),
  'no sub': (g) => byUs(g, { sub: undefined }),
  'no sid': (g) => byUs(g, { sid: undefined }),
  'expired a second ago': (g) => byUs(g, { iat: g.now - 601, exp: g.now - 1 }),
  'expiring at this moment': (g) => byUs(g, { exp: g.now }),
  'not valid for another hour (nbf)': (g) => byUs(g, { nbf: g.now + 3600 }),
  'issued in an hour': (g) => byUs(g, { iat: g.now + 3600, exp: g.now + 4200 }),
  'an exp that is no number': (g) => byUs(g, { exp: '9999999999' as never }),
  'a session that is nobody’s': (g) => byUs(g, { sid: '00000000-0000-7000-8000-000000000000' }),
  'a session that is no id': (g) => byUs(g, { sid: "' OR 1=1 --" }),
  'somebody else’s name on one’s own session': (g) => byUs(g, { sub: g.other.id }),
  'an extension that must be understood (crit)': (g) => byUsRaw(g, { crit: ['https://evil.example'], 'https://evil.example': 1 }),
  'a payload that is not encoded (b64 false)': (g) => byUsRaw(g, { crit: ['b64'], b64: false }),
  'genuinely signed as alg Ed448': (g) => byUsRaw(g, { alg: 'Ed448' }),
  // Altered on the way
  'another sub under the genuine signature': (g) => raw(g.header, { ...g.claims, sub: g.other.id }, parts(g.genuine)[2]),
  'ADMIN added under the genuine signature': (g) => raw(g.header, { ...g.claims, scope: 'ADMIN', role: 'ADMIN' }, parts(g.genuine)[2]),
  'a header reordered under the genuine signature': (g) => raw(Object.fromEntries(Object.entries(g.header).reverse()), g.claims, parts(g.genuine)[2]),
  // Other kinds of secrets in its place
  'the refresh token': (g) => g.person.refreshToken,
  'a script’s token that nobody made': () => `cvt_${randomBytes(32).toString('base64url')}`,
  'a script’s token’s prefix alone': () => 'cvt_',
  'an encrypted JWT': (g) =>
    new CompactEncrypt(Buffer.from(JSON.stringify(g.claims))).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(randomBytes(32)),
  'a flattened JWS as JSON': async (g) =>
    b64(await new FlattenedSign(Buffer.from(JSON.stringify(g.claims))).setProtectedHeader(g.header).sign(g.ours)),
  'the genuine token twice': (g) => `${g.genuine}.${g.genuine}`,
  'no token, but a word': () => 'undefined',
};

describe('forged tokens', () => {
  let door: Door;
  let given: Given;
  beforeAll(async () => {
    door = await openDoor();
    const [person, other] = [await door.register('ada'), await door.register('bob')];
    const [row] = await door.accounts.query<{ kid: string; private_jwk: JWK; public_jwk: JWK }>(`SELECT * FROM signing_key`);
    if (!row) throw new Error('There is no key.');
    const theirs = await generateKeyPair('EdDSA', { extractable: true });
    const [header = '', claims = ''] = person.accessToken.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    given = {
      genuine: person.accessToken,
      header: JSON.parse(header) as Record<string, unknown>,
      claims: JSON.parse(claims) as JWTPayload,
      privateJwk: row.private_jwk,
      ours: await importJWK(row.private_jwk, 'EdDSA'),
      publicJwk: { ...row.public_jwk, kid: row.kid },
      theirs: { key: theirs.privateKey, publicJwk: await exportJWK(theirs.publicKey) },
      rsa: (await generateKeyPair('RS256')).privateKey,
      pss: (await generateKeyPair('PS256')).privateKey,
      p256: (await generateKeyPair('ES256')).privateKey,
      person,
      other,
      now: Math.floor(door.clock.now().getTime() / 1000),
    };
  });
  afterAll(() => door.stop());

  it('are many, and each another one', async () => {
    const tokens = await Promise.all(Object.values(FORGED).map(async (forge) => forge(given)));
    expect(tokens.length).toBeGreaterThanOrEqual(25);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('have a control: what is changed in nothing is let in', async () => {
    for (const token of [given.genuine, await byUs(given, {}), await byUs(given, {}, { kid: undefined })]) {
      expect((await door.ask('{ me { id } }', {}, token)).data).toEqual({ me: { id: given.person.id } });
      const socket = door.connect(token);
      await socket.opened;
      expect(await socket.ask('{ me { id } }')).toEqual({ data: { me: { id: given.person.id } } });
      await socket.close();
    }
  });

  it.each(Object.keys(FORGED))('are refused over HTTP and over WebSocket: %s', async (name) => {
    const token = (await FORGED[name]?.(given)) ?? '';
    const { status, codes, data, headers } = await door.ask('{ me { id } }', {}, token);
    expect({ status, codes, data }).toEqual({ status: 401, codes: ['UNAUTHENTICATED'], data: null });
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    const socket = door.connect(token);
    await expect(socket.opened).rejects.toThrow('closed with 4403');
  });
});
