import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';
import type { Clock } from '../../../platform/clock.js';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from '../../../platform/identity/sessions.js';
import { ACCESS_LIFETIME_SECONDS } from '../domain/session.js';
import { keyToSignWith, type SigningKey } from '../domain/signing-key.js';

/** A key pair as it is kept. */
export interface StoredSigningKey extends SigningKey {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** What an access token says of its bearer. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: string;
  readonly scopes: readonly string[];
}

/** Signs access tokens, and publishes the keys that verify them. */
export interface AccessTokens {
  sign(claims: AccessClaims): Promise<string>;
  /** The public keys, RFC 7517. Read anew at each call: a key removed from the database is gone from here at once. */
  keys(): Promise<JSONWebKeySet>;
}

/** Pinned, as the type is: RFC 8725, 3.1. */
const TOKEN_ALGORITHM = 'EdDSA';

/** Access tokens by the keys in the store. */
export function createAccessTokens({ readKeys, clock }: { readKeys: () => Promise<StoredSigningKey[]>; clock: Clock }): AccessTokens {
  const imported = new Map<string, Promise<CryptoKey | Uint8Array>>();

  const signingKey = async (now: Date): Promise<StoredSigningKey> => {
    // Read anew each time: a key that was removed signs nothing any more.
    const key = keyToSignWith(await readKeys(), now);
    if (!key) throw new Error('There is no key to sign access tokens with.');
    return key;
  };

  return {
    async sign({ userId, sessionId, role, scopes }) {
      const now = clock.now();
      const key = await signingKey(now);
      const material = imported.get(key.kid) ?? importJWK(key.privateJwk, TOKEN_ALGORITHM);
      imported.set(key.kid, material);
      const issuedAt = Math.floor(now.getTime() / 1000);
      return new SignJWT({ sid: sessionId, role, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid: key.kid })
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_LIFETIME_SECONDS)
        .sign(await material);
    },
    async keys() {
      const keys = await readKeys();
      return { keys: keys.map(({ publicJwk, kid }) => ({ ...publicJwk, kid, use: 'sig', alg: TOKEN_ALGORITHM })) };
    },
  };
}

/** A new Ed25519 key pair. */
export async function makeSigningKey(kid: string, now: Date): Promise<StoredSigningKey> {
  const pair = await generateKeyPair(TOKEN_ALGORITHM, { crv: 'Ed25519', extractable: true });
  return { kid, createdAt: now, privateJwk: await exportJWK(pair.privateKey), publicJwk: await exportJWK(pair.publicKey) };
}
