import type { Clock } from '../clock.js';
import type { RequestIdentity } from '../subgraph/transport.js';
import type { IdentityKeys } from './keys.js';
import { digestOf, HOLDS, macOf, TOKEN_HEAD, type IdentityClaims } from './token.js';

/** Says to `callee` on whose behalf `text` is sent to `path`, for half a minute. */
export type SignIdentity = (callee: string, identity: RequestIdentity, path: string, text: string) => string;

/**
 * Signs as `caller`: a JWT (RFC 7519) that one subgraph accepts for one request. `internal` is not carried: it holds within
 * a process. 10 µs each, so that none is kept for the next request.
 */
export function createSigner(keys: IdentityKeys, caller: string, clock: Clock): SignIdentity {
  return (callee, { viewer, requestId, ipAddress, userAgent, deviceId }, path, text) => {
    const [key] = keys.between(caller, callee);
    if (!key) throw new Error(`${caller} has no key to sign identities for ${callee} with.`);
    const now = Math.floor(clock.now().getTime() / 1000);
    const claims: IdentityClaims = {
      iss: caller,
      aud: callee,
      iat: now,
      exp: now + HOLDS,
      req: digestOf(path, text),
      rid: requestId,
      viewer: viewer && { sub: viewer.userId, sid: viewer.sessionId, role: viewer.role, scope: [...viewer.scopes] },
      ip: ipAddress,
      ua: userAgent,
      dev: deviceId,
    };
    const signed = `${TOKEN_HEAD}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${signed}.${macOf(key, signed).toString('base64url')}`;
  };
}
