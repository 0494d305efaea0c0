import type { JSONWebKeySet } from 'jose';

/** A session, or a script's token, that is alive, with what its owner may do now. */
export interface LiveSession {
  readonly userId: string;
  readonly role: string;
  readonly scopes: readonly string[];
}

/** What the gateway asks of the subgraph that holds the sessions. */
export interface SessionSource {
  /** Null once the session has ended, or its owner was deactivated. */
  session(sessionId: string): Promise<LiveSession | null>;
  /** The public keys that verify access tokens (RFC 7517). */
  keys(): Promise<JSONWebKeySet>;
}

/** The pub/sub channel on which an ended or changed session's id is told, so that caches drop it at once. */
export const SESSION_CHANGED = 'session-changed';

/** Of every access token (RFC 7519 `iss` and `aud`). */
export const TOKEN_ISSUER = 'convene';
export const TOKEN_AUDIENCE = 'convene';
/** In the header of every access token (RFC 9068, 2.1). */
export const TOKEN_TYPE = 'at+jwt';
