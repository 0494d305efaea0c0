import { createHash, createHmac } from 'node:crypto';

/** The header under which a signed identity goes from part to part; one from outside is dropped at the gateway. */
export const IDENTITY_HEADER = 'x-convene-identity';

/** Of every signed identity, and no other is read: the algorithm is ours to choose, not the token's (RFC 8725, 3.1). */
export const TOKEN_HEAD = Buffer.from('{"alg":"HS256","typ":"convene-identity"}').toString('base64url');

/** Seconds for which an identity holds, and by which two machines' clocks may differ: 45 together. */
export const HOLDS = 30;
export const SKEW = 15;

/** What a signed identity says; names as registered for JWT (RFC 7519) where there are any. */
export interface IdentityClaims {
  /** The part that asks. */
  readonly iss: string;
  /** The subgraph that it asks. */
  readonly aud: string;
  /** Unix seconds. */
  readonly iat: number;
  readonly exp: number;
  /** `digestOf` what is asked. */
  readonly req: string;
  readonly rid: string;
  /** Null for nobody. */
  readonly viewer: { readonly sub: string; readonly sid: string; readonly role: string; readonly scope: readonly string[] } | null;
  readonly ip?: string | undefined;
  readonly ua?: string | undefined;
  readonly dev?: string | undefined;
}

/** HMAC with SHA-256 (RFC 7518, 3.2). */
export const macOf = (key: Buffer, signed: string): Buffer => createHmac('sha256', key).update(signed).digest();

/** What an identity is good for: this text at this path, and nothing else. */
export const digestOf = (path: string, text: string): string => createHash('sha256').update(path).update('\0').update(text).digest('base64url');
