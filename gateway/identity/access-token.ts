import { createLocalJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../platform/clock.js';
import { unauthenticated } from '../../platform/errors.js';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, type SessionSource } from '../../platform/identity/sessions.js';
import { subgraphUnavailable } from '../errors.js';
import { within } from './within.js';

/** What an access token says once its signature holds. Whether its session still lives is another question. */
export interface AccessToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** Milliseconds that the keys may take to arrive. */
const KEYS_LIMIT = 1000;
/** Milliseconds between two tries to find a key that is not among those known. */
const KEYS_PAUSE = 1000;

/**
 * Verifies access tokens: JWT (RFC 7519) of the type for access tokens, signed by EdDSA (RFC 8037) and nothing else, with
 * our issuer and audience, `sub`, `sid` and `exp`. Keys are fetched once, and again when a token bears one that is new.
 * @throws UNAUTHENTICATED for any other token; SUBGRAPH_UNAVAILABLE while no key is known and none can be fetched.
 */
export function createTokenVerifier(sessions: SessionSource, clock: Clock): (token: string) => Promise<AccessToken> {
  let keys: JWTVerifyGetKey | undefined;
  let fetchedAt = 0;

  const fetchKeys = async (): Promise<JWTVerifyGetKey> => {
    fetchedAt = clock.now().getTime();
    keys = createLocalJWKSet(await within(KEYS_LIMIT, sessions.keys()));
    return keys;
  };
  const verify = (token: string, by: JWTVerifyGetKey): Promise<AccessToken> => verifyWith(token, by, clock);

  return async (token) => {
    try {
      return await verify(token, keys ?? (await fetchKeys().catch(refuseForNow)));
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw asRefusal(error);
      if (clock.now().getTime() - fetchedAt < KEYS_PAUSE) throw invalid();
    }
    return verify(token, await fetchKeys().catch(refuseForNow)).catch((error: unknown) => {
      throw asRefusal(error);
    });
  };
}

async function verifyWith(token: string, keys: JWTVerifyGetKey, clock: Clock): Promise<AccessToken> {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ['EdDSA'],
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    typ: TOKEN_TYPE,
    requiredClaims: ['sub', 'sid', 'exp'],
    currentDate: clock.now(),
  });
  const { sub, sid, exp } = payload;
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number') throw invalid();
  return { userId: sub, sessionId: sid, expiresAt: new Date(exp * 1000) };
}

const invalid = () => unauthenticated('The access token is not valid.');

function asRefusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return unauthenticated('The access token has expired.');
  return error instanceof errors.JOSEError ? invalid() : error;
}

const refuseForNow = (): never => {
  throw subgraphUnavailable();
};
