import type { JSONWebKeySet } from 'jose';

/** A session that is alive, with what its owner may do now. */
export interface LiveSession {
  readonly userId: string;
  readonly role: string;
  readonly scopes: readonly string[];
}

/** A script's token that is alive: its scopes are those of its own that its owner's role allows now. */
export interface LiveScriptToken extends LiveSession {
  /** Told on `SESSION_CHANGED` as a session's is. */
  readonly id: string;
  /** Null: never by itself. */
  readonly expiresAt: Date | null;
}

/** What the gateway asks of the subgraph that holds the sessions. */
export interface SessionSource {
  /** Null once the session has ended, or its owner was deactivated. */
  session(sessionId: string): Promise<LiveSession | null>;
  /** By `hashOfScriptToken`; null for one that is unknown, revoked or over, and once its owner was deactivated. */
  scriptToken(hash: string): Promise<LiveScriptToken | null>;
  /** The public keys that verify access tokens (RFC 7517). */
  keys(): Promise<JSONWebKeySet>;
}

/** The pub/sub channel on which the id of an ended or changed session or script's token is told, so that caches drop it at once. */
export const SESSION_CHANGED = 'session-changed';

/** Of every access token (RFC 7519 `iss` and `aud`). */
export const TOKEN_ISSUER = 'convene';
export const TOKEN_AUDIENCE = 'convene';
/** In the header of every access token (RFC 9068, 2.1). */
export const TOKEN_TYPE = 'at+jwt';
