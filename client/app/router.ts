import { useSyncExternalStore } from 'react';

const CHANGED = 'convene:navigated';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** The path that is shown. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname);

/** The query of the address that is shown. */
export const useAddressQuery = (): URLSearchParams => new URLSearchParams(useSyncExternalStore(subscribe, () => location.search));

/** Shows another page of the application without loading it again; with `replace` the way back does not lead here. */
export function navigate(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', path);
  else if (path !== location.pathname + location.search) history.pushState(null, '', path);
  window.dispatchEvent(new Event(CHANGED));
}

/** Takes over plain clicks on links within the application; with Ctrl, Shift or another target the browser acts. */
export function followLinks(event: React.MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a[href^="/"]:not([target])') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}

/** What was taken out of addresses, by path and name. */
const taken = new Map<string, string>();

/**
 * Takes a secret out of the page's address, so that it stays in no history and is on no screen; empty where there is none. It is
 * remembered until the page is loaded again: what asks may be mounted anew, as when another language is chosen.
 */
export function takeFromAddress(name: string): string {
  const key = `${location.pathname} ${name}`;
  const value = new URLSearchParams(location.search).get(name);
  if (value !== null) {
    taken.set(key, value);
    history.replaceState(null, '', location.pathname);
  }
  return taken.get(key) ?? '';
}
