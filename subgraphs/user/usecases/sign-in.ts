import type { Ids } from '../../../platform/ids.js';
import type { Account } from '../domain/account.js';
import { scopesOf } from '../domain/scopes.js';
import { ACCESS_LIFETIME_SECONDS, REFRESH_LIFETIME, type Device } from '../domain/session.js';
import { marksOf } from '../security/known-devices.js';
import type { AccessTokens } from '../security/access-tokens.js';
import { mintToken, type OpaqueToken } from '../security/opaque-token.js';
import type { KnownDeviceStore, SessionStore } from './store.js';

/** Somebody signed in: the account, and the pair of tokens to go on with. */
export interface SignedIn {
  readonly account: Account;
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
}

/** A session in the transaction that opened or refreshed it; its access token is signed after the commit. */
export interface OpenedSession {
  readonly account: Account;
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** Opens a session for an account whose password was checked, and remembers the device that it is opened from. */
export async function openSession(
  store: Pick<SessionStore, 'insertSession' | 'rotateToken'> & KnownDeviceStore,
  { account, device, now, ids }: { account: Account; device: Device; now: Date; ids: Ids },
): Promise<OpenedSession> {
  const id = ids.next();
  const { userAgent, ipAddress } = device;
  await store.insertSession({ id, accountId: account.id, createdAt: now, lastUsedAt: now, userAgent, ipAddress });
  const { secret, program } = marksOf(device);
  await store.rememberDevice(account.id, secret ? [secret, program] : [program], now);
  const first = mintToken();
  await putRefreshToken(store, id, { used: null, next: first, now });
  return { account, sessionId: id, refreshToken: first.secret };
}

/** Puts a refresh token in the place of a used one. */
export async function putRefreshToken(
  store: Pick<SessionStore, 'rotateToken'>,
  sessionId: string,
  { used, next, now }: { used: Buffer | null; next: OpaqueToken; now: Date },
): Promise<void> {
  await store.rotateToken(sessionId, used, { hash: next.hash, issuedAt: now, expiresAt: new Date(now.getTime() + REFRESH_LIFETIME) });
}

/** Signs the access token that goes with it. */
export async function signIn(accessTokens: AccessTokens, { account, sessionId, refreshToken }: OpenedSession): Promise<SignedIn> {
  const accessToken = await accessTokens.sign({
    userId: account.id,
    sessionId,
    role: account.role,
    scopes: scopesOf(account.role),
  });
  return { account, accessToken, expiresIn: ACCESS_LIFETIME_SECONDS, refreshToken };
}
