import { unauthenticated } from '../../../platform/errors.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { hashOfToken } from '../security/opaque-token.js';
import type { Needs } from './needs.js';
import { nextRefreshToken, signIn, type OpenedSession, type SignedIn } from './sign-in.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  'lockSessionOfToken' | 'refreshToken' | 'rotateToken' | 'touchSession' | 'endSessions' | 'account' | 'logSecurity'
>;

type Outcome = { is: 'refreshed'; opened: OpenedSession } | { is: 'replayed'; ended: readonly string[] } | { is: 'refused' };

/**
 * Trades a refresh token for a new pair. A token that comes twice was stolen from one side or the other: its whole
 * session ends (RFC 9700, 4.14.2).
 * @throws UNAUTHENTICATED for a token that is unknown, used, expired, or of a session that has ended.
 */
export const createRefreshSession =
  ({ transact, accessTokens, tellSessions, clock }: Needs & { transact: Transact<Store> }) =>
  async (refreshToken: string, device: Device): Promise<SignedIn> => {
    const hash = hashOfToken(refreshToken);
    const now = clock.now();
    // A replay has to be committed: it is an outcome here, and an error only afterwards.
    const outcome = await transact((store) => rotate(store, hash, device, now));
    switch (outcome.is) {
      case 'refreshed':
        return signIn(accessTokens, outcome.opened);
      case 'replayed':
        tellSessions(outcome.ended);
        throw signInAgain();
      case 'refused':
        throw signInAgain();
    }
  };

async function rotate(store: Store, hash: Buffer, device: Device, now: Date): Promise<Outcome> {
  const session = await store.lockSessionOfToken(hash);
  // Read behind the session's lock: what a rival did with the token is committed by now.
  const token = session && (await store.refreshToken(hash));
  if (!session || !token) return { is: 'refused' };
  if (token.usedAt) {
    const ended = await store.endSessions({ accountId: session.accountId, sessionId: session.id }, 'REPLAYED', now);
    await store.logSecurity(securityEvent(session.accountId, 'REFRESH_REPLAYED', now, device));
    return { is: 'replayed', ended };
  }
  if (token.expiresAt <= now) return { is: 'refused' };
  // Not locked: whoever deactivates an account ends its sessions too, and waits for this one's lock to do so.
  const account = await store.account(session.accountId);
  if (!account?.active) return { is: 'refused' };
  await store.touchSession(session.id, device, now);
  const next = await nextRefreshToken(store, session.id, hash, now);
  return { is: 'refreshed', opened: { account, sessionId: session.id, refreshToken: next } };
}

const signInAgain = (): Error => unauthenticated('This session has ended. Sign in again.');
