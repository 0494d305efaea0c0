import type { ApolloClient } from '@apollo/client';
import { useSyncExternalStore } from 'react';
import { LASTS, toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { DeleteEvent } from './operations.js';
import { text } from './texts.js';

/** Events that are as good as deleted: hidden here, and deleted once nobody can take it back. */
let leaving: ReadonlyMap<string, () => void> = new Map();
const listeners = new Set<() => void>();

function set(next: ReadonlyMap<string, () => void>): void {
  leaving = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The ids of events that are no longer shown. */
export const useLeaving = (): ReadonlyMap<string, unknown> => useSyncExternalStore(subscribe, () => leaving);

const without = (eventId: string): ReadonlyMap<string, () => void> => new Map([...leaving].filter(([id]) => id !== eventId));

/**
 * Hides an event at once, and deletes it when its toast has gone, since the API can't bring back what is deleted. Whoever leaves the
 * page before that has meant it: it is sent at that moment. `onGone` reads again what shows events.
 */
export function deleteLater(client: ApolloClient, event: { readonly id: string; readonly title: string; readonly recurs: boolean }, onGone: () => void): void {
  if (leaving.has(event.id)) return;
  let over = false;
  const end = (): boolean => {
    const first = !over;
    over = true;
    clearTimeout(timer);
    window.removeEventListener('pagehide', send);
    return first;
  };
  const send = (): void => {
    if (!end()) return;
    client
      .mutate({ mutation: DeleteEvent, variables: { id: event.id, scope: event.recurs ? 'ALL' : null }, context: { fetchOptions: { keepalive: true } } })
      .then(onGone, (error: unknown) => toast(plainError(error).message))
      .finally(() => set(without(event.id)));
  };
  const timer = setTimeout(send, LASTS);
  window.addEventListener('pagehide', send);
  set(new Map([...leaving, [event.id, send]]));
  toast(text('delete.done', { what: event.title }), null, {
    label: text('app.undo'),
    run: () => {
      if (end()) set(without(event.id));
    },
  });
}
