import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { RequestIdentity } from '../subgraph/transport.js';
import type { IdentityKeys } from './keys.js';
import { digestOf, macOf, SKEW, TOKEN_HEAD, type IdentityClaims } from './token.js';

/** Who may ask a subgraph: `everything` for what speaks for whoever is signed in, else the scopes in which questions may be put. */
export type Callers = Readonly<Record<string, 'everything' | readonly string[]>>;

/** A request's identity, and which part vouches for it. */
export interface VerifiedIdentity {
  readonly identity: RequestIdentity;
  readonly caller: string;
  /** Whether the caller may only ask, and neither change anything nor listen. */
  readonly asksOnly: boolean;
}

/** Reads a signed identity that came with this text to this path; null for any that is not as it must be. */
export type VerifyIdentity = (token: string | undefined, path: string, text: string) => VerifiedIdentity | null;

const claimsShape: z.ZodType<IdentityClaims> = z.object({
  iss: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  req: z.string(),
  rid: z.string(),
  viewer: z.object({ sub: z.string(), sid: z.string(), role: z.string(), scope: z.array(z.string()) }).nullable(),
  ip: z.string().optional(),
  ua: z.string().optional(),
  dev: z.string().optional(),
});

/** Verifies as `callee`, from these callers and no others, each by the key that the two share. */
export function createVerifier(parts: { keys: IdentityKeys; callee: string; callers: Callers; clock: Clock }): VerifyIdentity {
  const { keys, callee, callers, clock } = parts;
  return (token, path, text) => {
    const [head, payload, mac, ...more] = token?.split('.') ?? [];
    if (head !== TOKEN_HEAD || payload === undefined || mac === undefined || more.length > 0) return null;
    const claims = readClaims(payload);
    const allowed = claims && Object.hasOwn(callers, claims.iss) ? callers[claims.iss] : undefined;
    if (!claims || !allowed) return null;
    const given = Buffer.from(mac, 'base64url');
    if (!keys.between(claims.iss, callee).some((key) => isSame(macOf(key, `${head}.${payload}`), given))) return null;
    const now = clock.now().getTime() / 1000;
    if (claims.aud !== callee || claims.exp <= now - SKEW || claims.iat > now + SKEW) return null;
    if (claims.req !== digestOf(path, text)) return null;
    if (allowed !== 'everything' && claims.viewer?.scope.some((scope) => !allowed.includes(scope))) return null;
    return { identity: identityOf(claims), caller: claims.iss, asksOnly: allowed !== 'everything' };
  };
}

/** What an unsigned payload says: so far only good to choose a key by. */
function readClaims(payload: string): IdentityClaims | null {
  try {
    return claimsShape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

const identityOf = ({ rid, viewer, ip, ua, dev }: IdentityClaims): RequestIdentity => ({
  viewer: viewer && { userId: viewer.sub, sessionId: viewer.sid, role: viewer.role, scopes: new Set(viewer.scope) },
  requestId: rid,
  ...(ip === undefined ? {} : { ipAddress: ip }),
  ...(ua === undefined ? {} : { userAgent: ua }),
  ...(dev === undefined ? {} : { deviceId: dev }),
});
