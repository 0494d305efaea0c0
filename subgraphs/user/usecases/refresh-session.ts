import { badInput, unauthenticated } from '../../../platform/errors.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { hashOfToken, mintToken, tokenAfter, type OpaqueToken } from '../security/opaque-token.js';
import type { Needs } from './needs.js';
import { putRefreshToken, signIn, type OpenedSession, type SignedIn } from './sign-in.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<
  UserStore,
  'lockSessionOfToken' | 'refreshToken' | 'rotateToken' | 'touchSession' | 'endSessions' | 'account' | 'logSecurity'
>;

type Outcome = { is: 'refreshed'; opened: OpenedSession } | { is: 'replayed'; ended: readonly string[] } | { is: 'refused' };

/** What is shown to go on with a session. */
export interface Refresh {
  readonly refreshToken: string;
  /** A secret of the caller's own, made for this one use of the token. */
  readonly idempotencyKey: string | null;
}

/**
 * Trades a refresh token for a new pair. A token that comes twice was stolen from one side or the other: its whole
 * session ends (RFC 9700, 4.14.2). Under the same key it is the same use: its answer was lost, and as long as the token
 * that it gave was not used, that one is given again.
 * @throws UNAUTHENTICATED for a token that is unknown, used, expired, or of a session that has ended; BAD_USER_INPUT for a
 * key that could be guessed.
 */
export const createRefreshSession =
  ({ transact, accessTokens, tellSessions, clock }: Needs & { transact: Transact<Store> }) =>
  async ({ refreshToken, idempotencyKey: key }: Refresh, device: Device): Promise<SignedIn> => {
    checkKey(key);
    const next = key === null ? mintToken() : tokenAfter(refreshToken, key);
    const now = clock.now();
    // A replay has to be committed: it is an outcome here, and an error only afterwards.
    const outcome = await transact((store) => rotate(store, { used: hashOfToken(refreshToken), next, device, now }));
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

interface Rotation {
  readonly used: Buffer;
  readonly next: OpaqueToken;
  readonly device: Device;
  readonly now: Date;
}

async function rotate(store: Store, { used, next, device, now }: Rotation): Promise<Outcome> {
  const session = await store.lockSessionOfToken(used);
  // Read behind the session's lock: what a rival did with the token is committed by now.
  const token = session && (await store.refreshToken(used));
  if (!session || !token) return { is: 'refused' };
  const given = token.usedAt ? await store.refreshToken(next.hash) : null;
  if (token.usedAt && (!given || given.usedAt)) {
    const ended = await store.endSessions({ accountId: session.accountId, sessionId: session.id }, 'REPLAYED', now);
    await store.logSecurity(securityEvent(session.accountId, 'REFRESH_REPLAYED', now, device));
    return { is: 'replayed', ended };
  }
  if ((given ?? token).expiresAt <= now) return { is: 'refused' };
  // Not locked: whoever deactivates an account ends its sessions too, and waits for this one's lock to do so.
  const account = await store.account(session.accountId);
  if (!account?.active) return { is: 'refused' };
  await store.touchSession(session.id, device, now);
  if (!given) await putRefreshToken(store, session.id, { used, next, now });
  return { is: 'refreshed', opened: { account, sessionId: session.id, refreshToken: next.secret } };
}

/** Who has stolen a used token must not be able to go on from it by trying keys. */
const KEY = /^[\x20-\x7e]{16,200}$/;

function checkKey(key: string | null): void {
  if (key === null || KEY.test(key)) return;
  throw badInput({ path: ['idempotencyKey'], message: 'A key has 16 to 200 plain characters, and is best drawn at random.' });
}

const signInAgain = (): Error => unauthenticated('This session has ended. Sign in again.');
