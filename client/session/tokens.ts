import { print } from 'graphql';
import { graphql } from '../__generated__/index.js';

const RefreshSession = graphql(`
  mutation RefreshSession($refreshToken: String!) {
    refreshSession(refreshToken: $refreshToken) {
      accessToken
      expiresIn
      refreshToken
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

/**
 * The refresh token outlives the page in localStorage, and the access token lives in memory only. A cookie that no script
 * reads would be safer against injected scripts, but the API gives tokens in bodies and sets no cookies, so that a foreign
 * page can never act for somebody; the page's policy admits no script but ours, and a token that is used twice ends its session.
 */
const KEY = 'convene.refresh';
const LOCK = 'convene.refresh';
/** Seconds before its end at which an access token is no longer sent. */
const MARGIN = 20;

let access: { token: string; until: number } | null = null;
let refreshing: Promise<string | null> | null = null;
const listeners = new Set<() => void>();

/** Whether somebody is signed in, as far as this browser knows. */
export const isSignedIn = (): boolean => localStorage.getItem(KEY) !== null;

/** Calls `listener` when somebody signs in or out, in any tab; returns how to stop. */
export function onSession(listener: () => void): () => void {
  const other = (event: StorageEvent): void => {
    if (event.key !== KEY || (event.oldValue !== null && event.newValue !== null)) return;
    access = null;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', other);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', other);
  };
}

/** Takes a new pair, after signing in or refreshing. */
export function keepTokens(pair: TokenPair): void {
  const before = isSignedIn();
  access = { token: pair.accessToken, until: Date.now() + (pair.expiresIn - MARGIN) * 1000 };
  localStorage.setItem(KEY, pair.refreshToken);
  if (!before) tellAll();
}

/** Forgets both tokens. What was typed stays: the page is not loaded again. */
export function dropTokens(): void {
  access = null;
  localStorage.removeItem(KEY);
  tellAll();
}

/** Makes the next `accessToken` ask for a fresh one, since this one was refused. */
export function refuseAccessToken(token: string | null): void {
  if (access && (token === null || access.token === token)) access = null;
}

/** A token that is good now, refreshed where needed; null when nobody is signed in. Rejects while the server is out of reach. */
export function accessToken(): Promise<string | null> {
  if (access && access.until > Date.now()) return Promise.resolve(access.token);
  if (!isSignedIn()) return Promise.resolve(null);
  refreshing ??= alone(refresh).finally(() => (refreshing = null));
  return refreshing;
}

/** One refresh at a time in this page and, where the browser has locks, in all its tabs: a token used twice ends the session. */
async function alone(work: () => Promise<string | null>): Promise<string | null> {
  if (!('locks' in navigator)) return work();
  const token = await navigator.locks.request(LOCK, work);
  return token;
}

interface RefreshAnswer {
  readonly data?: { readonly refreshSession: TokenPair | null } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

async function refresh(): Promise<string | null> {
  const refreshToken = localStorage.getItem(KEY);
  if (refreshToken === null) return null;
  const body = JSON.stringify({ query: print(RefreshSession), operationName: 'RefreshSession', variables: { refreshToken } });
  const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer = (await response.json()) as RefreshAnswer;
  const pair = answer.data?.refreshSession;
  if (pair) {
    keepTokens(pair);
    return pair.accessToken;
  }
  if (answer.errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) {
    dropTokens();
    return null;
  }
  throw new Error('The session could not be refreshed now.');
}

function tellAll(): void {
  for (const listener of listeners) listener();
}
