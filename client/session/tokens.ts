import { graphql } from '../__generated__/index.js';
import { post } from '../graph/post.js';
import { concernsSession, forgetAccess, forgetAll, forgetSession, keep, keptAccess, keptRefreshKey, keptRefreshToken, keptUser } from './kept.js';

const RefreshSession = graphql(`
  mutation RefreshSession($refreshToken: String!, $idempotencyKey: String) {
    refreshSession(refreshToken: $refreshToken, idempotencyKey: $idempotencyKey) {
      accessToken
      expiresIn
      refreshToken
      user {
        ...ViewerFields
      }
    }
  }
`);

/** What signing in and refreshing answer. */
export interface TokenPair {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
}

interface Refreshed extends TokenPair {
  /** As the query Viewer would tell. */
  readonly user?: object | null;
}

/**
 * `in`: somebody is signed in, as far as this browser knows. `ended`: who was signed in on this page is so no more, and did
 * not sign out; what they typed is still there. `out`: nobody.
 */
export type SessionState = 'in' | 'ended' | 'out';

const LOCK = 'convene.refresh';
/** Seconds before its end at which an access token is no longer sent. */
const MARGIN = 20;
/** Milliseconds within which a tab hears what another one has written. */
const LATEST_NEWS = 2_000;

/** Who this page belongs to: whoever was signed in when it first had a token. */
let owner: string | null = null;
let refreshing: Promise<string | null> | null = null;
const listeners = new Set<() => void>();

/** How it stands with the session on this page. */
export function sessionState(): SessionState {
  if (keptRefreshToken() !== null) return 'in';
  return owner !== null && keptUser() === owner ? 'ended' : 'out';
}

/** Calls `listener` when somebody signs in or out, or a session ends, in any tab; returns how to stop. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to hear what other tabs do to the session: they sign out together, and one refresh serves them all. */
export function followOtherTabs(): void {
  window.addEventListener('storage', (event) => {
    if (!concernsSession(event)) return;
    const user = keptUser();
    if (owner !== null && user !== null && user !== owner) return startFresh();
    if (user === null) owner = null;
    tellAll();
  });
}

/** Takes a new pair, after signing in or refreshing. Who takes over a page from somebody else gets it fresh. */
export function keepTokens(pair: TokenPair): void {
  const user = subjectOf(pair.accessToken);
  keep(user, { token: pair.accessToken, until: Date.now() + (pair.expiresIn - MARGIN) * 1000 }, pair.refreshToken);
  if (owner !== null && owner !== user) return startFresh();
  owner = user;
  tellAll();
}

/** Forgets who was signed in, because they want it so. */
export function dropTokens(): void {
  owner = null;
  forgetAll();
  tellAll();
}

/** Makes the next `accessToken` ask for a fresh one, since this one was refused. */
export function refuseAccessToken(token: string | null): void {
  if (token === null || keptAccess()?.token === token) forgetAccess();
}

/**
 * A token that is good now, refreshed where needed; null when nobody is signed in. When the session has ended it waits until
 * its owner has signed in again, so that nothing that was about to be sent is lost. Rejects while the server is out of reach.
 */
export async function accessToken(): Promise<string | null> {
  const good = goodToken();
  if (good !== null) return good;
  switch (sessionState()) {
    case 'out':
      return null;
    case 'ended':
      await notEnded();
      return accessToken();
    case 'in':
      refreshing ??= refreshAlone().finally(() => (refreshing = null));
      return (await refreshing) ?? accessToken();
  }
}

/** A good token, and who it is for where that was told along with it. */
export interface FirstAccess {
  readonly token: string;
  readonly user: object | null;
}

/**
 * What a page that is being opened begins with; null where nobody is signed in, or it can't be found out now. It waits for no
 * other tab, which takes as long as to ask: should one refresh meanwhile, both do it under one key, and are given the same.
 */
export async function firstAccess(): Promise<FirstAccess | null> {
  const token = goodToken();
  if (token !== null) return { token, user: null };
  const refreshToken = keptRefreshToken();
  if (refreshToken === null || refreshing) return null;
  const asked = refresh(refreshToken);
  refreshing = asked.then((pair) => pair?.accessToken ?? null).finally(() => (refreshing = null));
  // Who needs the token hears of the fault.
  refreshing.catch(() => undefined);
  const pair = await asked.catch(() => null);
  return pair && { token: pair.accessToken, user: pair.user ?? null };
}

/**
 * Runs what ends the session and answers with another one, such as a new password: nothing refreshes meanwhile, neither here
 * nor in other tabs, since what they hold ends first. `work` sends the token that it is given.
 */
export async function replaceSession(work: (token: string) => Promise<TokenPair | null | undefined>): Promise<void> {
  await accessToken();
  const replacing = alone(async () => {
    const pair = await work(goodToken() ?? (await refresh(keptRefreshToken() ?? ''))?.accessToken ?? '');
    if (pair) keepTokens(pair);
  });
  // Others wait for the outcome; the fault is the caller's to show.
  refreshing = replacing.then(goodToken, goodToken).finally(() => (refreshing = null));
  await replacing;
}

/** The kept token, while it is good and belongs to whom the page belongs to. */
function goodToken(): string | null {
  const access = keptAccess();
  if (!access || access.until <= Date.now() || keptRefreshToken() === null) return null;
  owner ??= keptUser();
  return subjectOf(access.token) === owner ? access.token : null;
}

/**
 * One at a time in all tabs, where the browser has locks: a token used twice ends the session. `work` hears whether it had to
 * wait for another tab.
 */
async function alone<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work(false);
  const atOnce = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => lock && { done: await work(false) });
  return atOnce ? atOnce.done : navigator.locks.request(LOCK, () => work(true));
}

/** Who waited for its turn takes what another tab was answered. */
function refreshAlone(): Promise<string | null> {
  const before = keptRefreshToken();
  return alone(async (waited) => {
    // What another tab has written may arrive here after the lock that it gave back.
    if (waited && keptRefreshToken() === before) await changeElsewhere();
    const refreshToken = keptRefreshToken();
    return refreshToken === null ? null : (goodToken() ?? (await refresh(refreshToken))?.accessToken ?? null);
  });
}

/** Waits until another tab has changed the session; not for long, since it may have failed to. */
function changeElsewhere(): Promise<void> {
  return new Promise((resolve) => {
    const hear = (event: StorageEvent): void => {
      if (concernsSession(event)) done();
    };
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('storage', hear);
      resolve();
    };
    const timer = setTimeout(done, LATEST_NEWS);
    window.addEventListener('storage', hear);
  });
}

/** The new pair; null where the session has ended. */
async function refresh(refreshToken: string): Promise<Refreshed | null> {
  const { data, errors } = await post({ query: RefreshSession, operationName: 'RefreshSession', variables: { refreshToken, idempotencyKey: keptRefreshKey() } });
  const pair = data?.['refreshSession'] as Refreshed | null | undefined;
  // Meanwhile somebody signed out, or in.
  if (keptRefreshToken() !== refreshToken) return null;
  if (pair) {
    keepTokens(pair);
    return pair;
  }
  if (!errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) throw new Error('The session could not be refreshed now.');
  forgetSession();
  tellAll();
  return null;
}

function notEnded(): Promise<void> {
  return new Promise((resolve) => {
    const stop = onSession(() => {
      if (sessionState() === 'ended') return;
      stop();
      resolve();
    });
  });
}

/** Nothing of one person may be seen by another: the page is loaded again. */
function startFresh(): void {
  location.assign('/');
}

/** Whose token this is (RFC 7519, 4.1.2). */
function subjectOf(token: string): string {
  const payload = token.split('.')[1] ?? '';
  return (JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string }).sub;
}

function tellAll(): void {
  for (const listener of [...listeners]) listener();
}
