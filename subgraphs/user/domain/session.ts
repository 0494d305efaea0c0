/** What a session began with, as far as the client told. */
export interface Device {
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
  /** A secret that the client keeps from one sign-in to the next; null or absent where it keeps none. */
  readonly deviceId?: string | null | undefined;
  /** Whether our own process asks, which is never throttled. */
  readonly internal?: boolean | undefined;
}

/** One sign-in that lasts until it is ended or left unused. */
export interface AccountSession {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
}

/** Why a session ended. */
export type SessionEnd = 'LOGOUT' | 'LOGOUT_EVERYWHERE' | 'REPLAYED' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'DEACTIVATED';

/** Milliseconds that a refresh token is good for: a session left alone this long has to sign in again. */
export const REFRESH_LIFETIME = 30 * 24 * 60 * 60 * 1000;

/** Milliseconds that a device stays known after it last signed in. */
export const KNOWN_DEVICE_LIFETIME = 180 * 24 * 60 * 60 * 1000;

/** Seconds that an access token is good for. */
export const ACCESS_LIFETIME_SECONDS = 600;

/** Milliseconds that a link in a mail is good for. */
export const MAIL_TOKEN_LIFETIME = 30 * 60 * 1000;
