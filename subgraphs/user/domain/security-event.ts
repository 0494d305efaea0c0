/** What happened to an account, as its security log has it. */
export type SecurityEventKind =
  | 'REGISTERED'
  | 'LOGIN'
  | 'LOGIN_FAILED'
  | 'LOGOUT'
  | 'REFRESH_REPLAYED'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'EMAIL_CHANGED'
  | 'EMAIL_VERIFIED'
  | 'TWO_FACTOR_ENABLED'
  | 'TWO_FACTOR_DISABLED'
  | 'ROLE_CHANGED'
  | 'TOKEN_CREATED'
  | 'TOKEN_REVOKED'
  | 'EXPORT_REQUESTED'
  | 'DEACTIVATED'
  | 'REACTIVATED';

/** What is to be written down. */
export interface NewSecurityEvent {
  readonly accountId: string;
  readonly kind: SecurityEventKind;
  readonly at: Date;
  /** Null when unknown, and for what an administrator did: their address is not the account's business. */
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** One row of an account's security log. */
export interface SecurityEvent extends NewSecurityEvent {
  readonly id: string;
  /** 1 for the account's first. */
  readonly position: number;
}

/** A row with what ties it to the one before it. */
export interface ChainedEvent extends SecurityEvent {
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** What is kept of a row apart from the log. */
export interface Checkpoint {
  readonly accountId: string;
  readonly position: number;
  readonly hash: Buffer;
  /** Null where there was no key. */
  readonly signature: Buffer | null;
}

/** A row to be written; `from` is null for what an administrator or the settings did. */
export const securityEvent = (
  accountId: string,
  kind: SecurityEventKind,
  at: Date,
  from: { readonly ipAddress: string | null; readonly userAgent: string | null } | null,
): NewSecurityEvent => ({ accountId, kind, at, ipAddress: from?.ipAddress ?? null, userAgent: from?.userAgent ?? null });
