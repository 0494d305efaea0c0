import { useSyncExternalStore } from 'react';

/** With this the server closes a socket whose token is not good, or no longer. */
export const FORBIDDEN = 4403;

/** Why a subscription ended with its socket. */
export class SocketClosed extends Error {
  /** As the server closed it (RFC 6455, 7.4); null where it never opened. */
  constructor(readonly code: number | null) {
    super('The socket was closed.');
  }
}

let reachable = true;
const listeners = new Set<() => void>();

/** Says whether the server could be reached just now. */
export function setReachable(now: boolean): void {
  if (now === reachable) return;
  reachable = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

const isOnline = (): boolean => reachable && navigator.onLine;

/** Whether this page talks with the server; false as soon as the socket is gone. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, isOnline);

/** Calls `back` each time that the server is there again after it was out of reach. */
export function onReturn(back: () => void): void {
  let before = isOnline();
  subscribe(() => {
    const now = isOnline();
    if (now && !before) back();
    before = now;
  });
}
