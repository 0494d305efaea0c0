import type { Change } from '../../../platform/change-log/change-log.js';
import type { Account, AccountWithPassword } from '../domain/account.js';
import type { MailToken, MailTokenPurpose, OwedMail } from '../domain/mail.js';
import type { ScriptToken } from '../domain/script-token.js';
import type { NewSecurityEvent } from '../domain/security-event.js';
import type { TwoFactor } from '../domain/two-factor.js';
import type { Device, AccountSession, SessionEnd } from '../domain/session.js';

/** Accounts within one transaction. Each use case takes the few methods that it needs. */
export interface AccountStore {
  /** False when somebody has the username already. `registeredBy` is kept of a request that may be sent again. */
  insertAccount(account: AccountWithPassword, registeredBy: Buffer | null): Promise<boolean>;
  /** The account of this name, when this very request made it, after `since`. */
  accountRegisteredBy(username: string, registeredBy: Buffer, since: Date): Promise<AccountWithPassword | null>;
  account(id: string): Promise<Account | null>;
  /** Locks the account until the end of the transaction. */
  lockAccount(id: string): Promise<AccountWithPassword | null>;
  /** Locks an address, and everybody who claims or has verified it, in one order everywhere. */
  lockClaimants(email: string): Promise<Account[]>;
  /** Locks every active administrator, in one order everywhere. */
  lockAdministrators(): Promise<Account[]>;
  /** The account that has verified the address. */
  accountOfVerifiedEmail(email: string): Promise<Account | null>;
  /** Writes everything that can change, the password apart. */
  saveAccount(account: Account): Promise<void>;
  /** Of several processes that start at once, one goes on at a time. */
  lockStart(): Promise<void>;
  savePassword(accountId: string, passwordHash: string): Promise<void>;
}

/** Looking up who wants to sign in. */
export interface LoginLookup {
  /**
   * By a username, or by an e-mail address as `accountByEmail` does, with those of the marks that the account's devices have. It is
   * the same work where there is no such account.
   */
  accountToSignIn(identifier: string, marks: readonly Buffer[]): Promise<{ account: AccountWithPassword | null; known: readonly Buffer[] }>;
  /** Who has verified the address; else who claimed it first. */
  accountByEmail(email: string): Promise<AccountWithPassword | null>;
}

/** What a refresh token says, and how it stands with its session. */
export interface RefreshToken {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** Sessions within one transaction. */
export interface SessionStore {
  insertSession(session: AccountSession): Promise<void>;
  /** Locks the session that a refresh token belongs to; null for an unknown token, and for a session that has ended. */
  lockSessionOfToken(hash: Buffer): Promise<AccountSession | null>;
  refreshToken(hash: Buffer): Promise<RefreshToken | null>;
  /** Marks the token used, where one is given, and puts the new one in its place. */
  rotateToken(sessionId: string, used: Buffer | null, next: { hash: Buffer; issuedAt: Date; expiresAt: Date }): Promise<void>;
  touchSession(sessionId: string, device: Device, at: Date): Promise<void>;
  /** Ends sessions of one account, all that live or just the one; answers with those that it ended. */
  endSessions(which: { accountId: string; sessionId?: string }, reason: SessionEnd, at: Date): Promise<string[]>;
  /** Whether the session is, or was, the account's. */
  ownsSession(accountId: string, sessionId: string): Promise<boolean>;
  /** The ids of the account's sessions that live. */
  liveSessionIds(accountId: string): Promise<string[]>;
}

/** Scripts' tokens within one transaction. */
export interface ScriptTokenStore {
  insertScriptToken(token: ScriptToken, hash: Buffer): Promise<void>;
  /** The account's token, whether or not it lives. */
  scriptToken(accountId: string, id: string): Promise<ScriptToken | null>;
  liveScriptTokenIds(accountId: string, now: Date): Promise<string[]>;
  /** Ends tokens of one account, all that live or just the one; answers with those that it ended. */
  revokeScriptTokens(which: { accountId: string; id?: string }, at: Date): Promise<string[]>;
}

/** Second factors within one transaction, behind the account's lock. */
export interface TwoFactorStore {
  /** Locked until the end of the transaction. */
  twoFactor(accountId: string): Promise<TwoFactor | null>;
  saveTwoFactor(factor: TwoFactor): Promise<void>;
  /** With its recovery codes. */
  dropTwoFactor(accountId: string): Promise<void>;
  /** In the place of those that were there. */
  putRecoveryCodes(accountId: string, hashes: readonly Buffer[]): Promise<void>;
  /** False for a code that is unknown or was used. */
  useRecoveryCode(accountId: string, hash: Buffer, at: Date): Promise<boolean>;
  /** Whether any of the present ones was used. */
  recoveryCodeWasUsed(accountId: string): Promise<boolean>;
}

/** Mail owed and mail tokens within one transaction. */
export interface MailStore {
  oweMail(mail: OwedMail, dueAt: Date): Promise<void>;
  mailToken(hash: Buffer, purpose: MailTokenPurpose): Promise<MailToken | null>;
  /** False when the token was used, or has gone, in the meantime. */
  useMailToken(hash: Buffer, at: Date): Promise<boolean>;
  /** Forgets the account's unused tokens of this purpose. */
  dropTokensOfAccount(accountId: string, purpose: MailTokenPurpose): Promise<void>;
  /** Forgets everybody's unused tokens that would verify this address. */
  dropTokensOfEmail(email: string): Promise<void>;
}

/** The log of what others are told; last in a transaction. */
export interface ChangeStore {
  appendChanges(changes: readonly Change[]): Promise<void>;
}

/** The security log within one transaction. It locks the account's log: after everything else but `appendChanges`. */
export interface SecurityLogStore {
  logSecurity(...events: readonly NewSecurityEvent[]): Promise<void>;
}

/** Where accounts have signed in from. */
export interface KnownDeviceStore {
  /** Keeps hashes of where the account has just signed in from. */
  rememberDevice(accountId: string, hashes: readonly Buffer[], at: Date): Promise<void>;
}

export type UserStore = AccountStore & LoginLookup & SessionStore & ScriptTokenStore & TwoFactorStore & MailStore & SecurityLogStore & KnownDeviceStore & ChangeStore;

/** Runs work on a store in one transaction: all of it happens, or nothing. */
export type Transact<Store> = <T>(work: (store: Store) => Promise<T>) => Promise<T>;
