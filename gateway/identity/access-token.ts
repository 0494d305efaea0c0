import { createLocalJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../platform/clock.js';
import { subgraphUnavailable, unauthenticated } from '../../platform/errors.js';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, type SessionSource } from '../../platform/identity/sessions.js';
import type { Logger } from '../../platform/logger.js';
import { within } from '../../platform/within.js';
import { Lru } from '../lru.js';

/** What an access token says once its signature holds. Whether its session still lives is another question. */
export interface AccessToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** Milliseconds that the keys may take to arrive. */
const KEYS_LIMIT = 1000;
/** Milliseconds between two tries to find a key that is not among those known, and after a try that failed. */
const KEYS_PAUSE = 1000;
/** Milliseconds after which keys are fetched anew, while those known still serve. */
const KEYS_FRESH = 15_000;
/** Milliseconds after which keys have to be fetched anew first: so long at most a key that was removed goes on. */
const KEYS_STALE = 45_000;
/** Tokens whose signature was found to hold that are remembered, until keys are fetched anew. */
const MOST_REMEMBERED = 10_000;
/** Milliseconds by which the clock of the process that signed may be ahead. */
const SKEW = 30_000;

/**
 * Verifies access tokens: JWT (RFC 7519) of the type for access tokens, signed by EdDSA (RFC 8037) and nothing else, with
 * our issuer and audience, `sub`, `sid`, `iat` and `exp`. Keys come from the source alone, whatever a token's header says
 * (RFC 8725, 3.10); a token that bears an unknown one has them fetched again. Those that are known serve on while none
 * can be fetched.
 * @throws UNAUTHENTICATED for any other token; SUBGRAPH_UNAVAILABLE while no key is known and none can be fetched.
 */
export function createTokenVerifier(sessions: SessionSource, clock: Clock, logger: Logger): (token: string) => Promise<AccessToken> {
  const keySet = keepKeys(sessions, clock, logger);
  const verifyWith = rememberingVerifier(clock);
  return async (token) => {
    const known = await keySet.current();
    try {
      return await verifyWith(token, known);
    } catch (error) {
      const newer = error instanceof errors.JWKSNoMatchingKey ? await keySet.newerThan(known) : null;
      if (!newer) throw asRefusal(error);
      return verifyWith(token, newer).catch((still: unknown) => {
        throw asRefusal(still);
      });
    }
  };
}

interface KeySet {
  current(): Promise<JWTVerifyGetKey>;
  /** Null when the keys were looked for just now. */
  newerThan(known: JWTVerifyGetKey): Promise<JWTVerifyGetKey | null>;
}

function keepKeys(sessions: SessionSource, clock: Clock, logger: Logger): KeySet {
  let known: { readonly keys: JWTVerifyGetKey; readonly fetchedAt: number } | undefined;
  let fetching: Promise<JWTVerifyGetKey> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  const now = (): number => clock.now().getTime();

  const fetchKeys = (): Promise<JWTVerifyGetKey> => {
    triedAt = now();
    const askedAt = triedAt;
    fetching ??= within(KEYS_LIMIT, sessions.keys())
      .then((published) => {
        known = { keys: createLocalJWKSet(published), fetchedAt: askedAt };
        return known.keys;
      })
      .finally(() => (fetching = undefined));
    return fetching;
  };
  const complain = (error: unknown): void => logger.warn({ err: error }, 'the keys of access tokens can not be fetched');
  const mayTry = (): boolean => fetching !== undefined || now() - triedAt >= KEYS_PAUSE;

  return {
    async current() {
      if (!known) return fetchKeys().catch(refuseForNow);
      const { keys, fetchedAt } = known;
      const age = now() - fetchedAt;
      if (age < KEYS_FRESH || !mayTry()) return keys;
      const renewed = fetchKeys().catch((error: unknown) => {
        complain(error);
        return keys;
      });
      return age < KEYS_STALE ? keys : renewed;
    },
    async newerThan(seen) {
      if (known && known.keys !== seen) return known.keys;
      return mayTry() ? fetchKeys().catch(refuseForNow) : null;
    },
  };
}

/** A signature is looked at once with each set of keys: to do so takes as long as an eighth of a short query. */
function rememberingVerifier(clock: Clock): (token: string, keys: JWTVerifyGetKey) => Promise<AccessToken> {
  const held = new Lru<string, AccessToken>(MOST_REMEMBERED);
  let heldBy: JWTVerifyGetKey | undefined;
  return async (token, keys) => {
    if (keys !== heldBy) held.clear();
    heldBy = keys;
    const known = held.get(token);
    if (known && known.expiresAt > clock.now()) return known;
    const verified = await verifyAnew(token, keys, clock);
    if (keys === heldBy) held.set(token, verified);
    return verified;
  };
}

async function verifyAnew(token: string, keys: JWTVerifyGetKey, clock: Clock): Promise<AccessToken> {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ['EdDSA'],
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    typ: TOKEN_TYPE,
    requiredClaims: ['sub', 'sid', 'iat', 'exp'],
    currentDate: clock.now(),
  });
  const { sub, sid, iat, exp } = payload;
  if (typeof sub !== 'string' || typeof sid !== 'string' || iat === undefined || exp === undefined) throw invalid();
  if (iat * 1000 > clock.now().getTime() + SKEW) throw invalid();
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
