import { unauthenticated } from '../platform/errors.js';
import type { Viewer } from '../platform/identity/viewer.js';
import type { AccessToken } from './identity/access-token.js';
import type { LiveSessions } from './identity/live-sessions.js';

/** Who asks, and how long that holds by itself. */
export interface Caller {
  readonly viewer: Viewer | null;
  /** When the token ends; null for nobody. */
  readonly expiresAt: Date | null;
}

/** Says who asks, for HTTP and WebSocket alike. */
export type Identify = (authorization: string | undefined) => Promise<Caller>;

const NOBODY: Caller = { viewer: null, expiresAt: null };

/** What a script's token begins with. */
const SCRIPT_TOKEN = 'cvt_';

/**
 * Makes the one function that turns an Authorization value (RFC 6750) into a caller. No value: nobody.
 * It throws UNAUTHENTICATED for a value that is no good: somebody who believes to be signed in shall learn that they are
 * not, instead of reading what nobody may read.
 */
export function createIdentify(verify: (token: string) => Promise<AccessToken>, sessions: LiveSessions): Identify {
  return async (authorization) => {
    if (authorization === undefined || authorization.trim() === '') return NOBODY;
    const token = /^Bearer +([^\s]+) *$/i.exec(authorization.trim())?.[1];
    if (!token) throw unauthenticated('The Authorization value is not of the form "Bearer <token>".');
    if (token.startsWith(SCRIPT_TOKEN)) return identifyScript();
    const { userId, sessionId, expiresAt } = await verify(token);
    const live = await sessions.find(sessionId);
    if (!live || live.userId !== userId) throw unauthenticated('This session has ended.');
    return { viewer: { userId, sessionId, role: live.role, scopes: new Set(live.scopes) }, expiresAt };
  };
}

/** Scripts' tokens are known by hash in the user subgraph; none exists before `createAccessToken` does. */
function identifyScript(): never {
  throw unauthenticated('This token is not known.');
}
