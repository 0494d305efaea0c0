/**
 * What a browser keeps of a session, for all its tabs. The refresh token outlives the page in localStorage, and the access
 * token lives in memory only. A cookie that no script reads would be safer against injected scripts, but the API gives tokens
 * in bodies and sets no cookies for them, so that a foreign page can never act for somebody; the page's policy admits no
 * script but ours, and a token that is used twice ends its session.
 */
const REFRESH = 'convene.refresh';
/** Whose it is. It stays when a session ends by itself, and goes when somebody signs out: so every tab knows which it was. */
const USER = 'convene.user';

/** The refresh token; null where nobody is signed in. */
export const keptRefreshToken = (): string | null => localStorage.getItem(REFRESH);

/** The id of who is or was signed in; null once they signed out. */
export const keptUser = (): string | null => localStorage.getItem(USER);

/** Keeps a refresh token, and whose it is. */
export function keep(user: string, refreshToken: string): void {
  localStorage.setItem(USER, user);
  localStorage.setItem(REFRESH, refreshToken);
}

/** Forgets a session that ended by itself. */
export const forgetRefreshToken = (): void => localStorage.removeItem(REFRESH);

/** Forgets all of a session whose owner signs out. */
export function forgetAll(): void {
  localStorage.removeItem(USER);
  localStorage.removeItem(REFRESH);
}

/** Whether this tells of a change of the above by another tab; `clear` tells of no key. */
export const concernsSession = ({ key }: StorageEvent): boolean => key === null || key === REFRESH || key === USER;
