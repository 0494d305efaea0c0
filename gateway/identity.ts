import type { Clock } from '../platform/clock.js';
import { unauthenticated } from '../platform/errors.js';
import { hashOfScriptToken, SCRIPT_TOKEN_PREFIX } from '../platform/identity/script-tokens.js';
import type { LiveSession } from '../platform/identity/sessions.js';
import type { Viewer } from '../platform/identity/viewer.js';
import type { AccessToken } from './identity/access-token.js';
import type { LiveSessions } from './identity/live-sessions.js';

/** Who asks, and how long that holds by itself. */
export interface Caller {
  readonly viewer: Viewer | null;
  /** When the token ends; null for nobody, and for a script's token that never does. */
  readonly expiresAt: Date | null;
  /** Whether the session, or the script's token, is still there. Cheap: the signature is not looked at again. */
  lives(): Promise<boolean>;
}

/** Says who asks, for HTTP and WebSocket alike. */
export type Identify = (authorization: string | undefined) => Promise<Caller>;

/** What tells whether tokens hold. */
export interface IdentifyParts {
  readonly verify: (token: string) => Promise<AccessToken>;
  readonly sessions: LiveSessions;
  readonly clock: Clock;
}

const NOBODY: Caller = { viewer: null, expiresAt: null, lives: () => Promise.resolve(true) };

/**
 * Makes the one function that turns an Authorization value (RFC 6750) into a caller. No value: nobody.
 * It throws UNAUTHENTICATED for a value that is no good: somebody who believes to be signed in shall learn that they are
 * not, instead of reading what nobody may read.
 */
export function createIdentify(parts: IdentifyParts): Identify {
  return async (authorization) => {
    if (authorization === undefined || authorization.trim() === '') return NOBODY;
    const token = /^Bearer +([^\s]+) *$/i.exec(authorization.trim())?.[1];
    if (!token) throw unauthenticated('The Authorization value is not of the form "Bearer <token>".');
    return token.startsWith(SCRIPT_TOKEN_PREFIX) ? identifyScript(parts, token) : identifyPerson(parts, token);
  };
}

async function identifyPerson({ verify, sessions }: IdentifyParts, token: string): Promise<Caller> {
  const { userId, sessionId, expiresAt } = await verify(token);
  const live = await sessions.find(sessionId);
  if (live?.userId !== userId) throw unauthenticated('This session has ended.');
  return { viewer: viewerOf(sessionId, live), expiresAt, lives: async () => (await sessions.find(sessionId)) !== null };
}

/** A script's token is a secret without a meaning: it is known by its hash, and to the user subgraph alone. */
async function identifyScript({ sessions, clock }: IdentifyParts, token: string): Promise<Caller> {
  const hash = hashOfScriptToken(token);
  const live = await sessions.findScriptToken(hash);
  if (!live || (live.expiresAt && live.expiresAt <= clock.now())) throw unauthenticated('This token is not known, or has ended.');
  const { id, expiresAt } = live;
  return { viewer: viewerOf(id, live), expiresAt, lives: async () => (await sessions.findScriptToken(hash)) !== null };
}

const viewerOf = (sessionId: string, { userId, role, scopes }: LiveSession): Viewer => ({
  userId,
  sessionId,
  role,
  scopes: new Set(scopes),
});
