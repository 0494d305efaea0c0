import { newKey } from '../graph/keys.js';

/**
 * What a browser keeps of a session, for all its tabs, in localStorage: the refresh token, and the access token, which it
 * outlives by far. So a page that is loaded again while the access token is good needs no new one. Beside the refresh token lies
 * a key for its one use: a page that is gone before the answer is there loses nothing, since the next one asks under the same.
 * A cookie that no script reads would be safer against injected scripts, but the API gives tokens in bodies and sets no
 * cookies for them, so that a foreign page can never act for somebody; the page's policy admits no script but ours, and a
 * token that is used twice ends its session.
 */
const REFRESH = 'convene.refresh';
const REFRESH_KEY = 'convene.refresh-key';
/** Whose it is. It stays when a session ends by itself, and goes when somebody signs out: so every tab knows which it was. */
const USER = 'convene.user';

/** The access token, as it is sent, and until when, in milliseconds since 1970. */
const ACCESS = 'convene.access';

/** An access token, and until when it may be sent: milliseconds since 1970. */
export interface KeptAccess {
  readonly token: string;
  readonly until: number;
}

/** The access token; null where there is none. */
export function keptAccess(): KeptAccess | null {
  const kept = localStorage.getItem(ACCESS);
  return kept === null ? null : (JSON.parse(kept) as KeptAccess);
}

/** Forgets an access token that is no longer good. */
export const forgetAccess = (): void => localStorage.removeItem(ACCESS);

/** The refresh token; null where nobody is signed in. */
export const keptRefreshToken = (): string | null => localStorage.getItem(REFRESH);

/** The key under which the kept refresh token is used, however often that has to be sent. */
export function keptRefreshKey(): string {
  const kept = localStorage.getItem(REFRESH_KEY);
  if (kept !== null) return kept;
  const key = newKey();
  localStorage.setItem(REFRESH_KEY, key);
  return key;
}

/** The id of who is or was signed in; null once they signed out. */
export const keptUser = (): string | null => localStorage.getItem(USER);

/** Keeps a pair of tokens, and whose they are. The refresh token comes last: who sees it, sees the others, and its key. */
export function keep(user: string, access: KeptAccess, refreshToken: string): void {
  localStorage.setItem(USER, user);
  localStorage.setItem(ACCESS, JSON.stringify(access));
  if (keptRefreshToken() === refreshToken) return;
  localStorage.setItem(REFRESH_KEY, newKey());
  localStorage.setItem(REFRESH, refreshToken);
}

/** Forgets a session that ended by itself. */
export function forgetSession(): void {
  forgetAccess();
  localStorage.removeItem(REFRESH_KEY);
  localStorage.removeItem(REFRESH);
}

/** Forgets all of a session whose owner signs out. */
export function forgetAll(): void {
  localStorage.removeItem(USER);
  forgetSession();
}

/** Whether this tells of a change of the above by another tab; `clear` tells of no key. */
export const concernsSession = ({ key }: StorageEvent): boolean => key === null || key === REFRESH || key === USER;
