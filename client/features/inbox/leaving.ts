import { useApolloClient } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { toast } from '../../design/toasts.js';
import { LAST_WORD, undoable } from '../../design/undo.js';
import { plainError } from '../../graph/errors.js';
import { DeleteNotification } from './operations.js';
import { text } from './page-texts.js';

let leaving: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function set(next: ReadonlySet<string>): void {
  leaving = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Those that were deleted and can still be taken back: they are shown nowhere. */
export const useLeaving = (): ReadonlySet<string> => useSyncExternalStore(subscribe, () => leaving);

/** Deletes a notification, with some seconds to take it back. One that could not be deleted is shown again. */
export function useDeletion(): (id: string) => void {
  const client = useApolloClient();
  return (id) => {
    const stay = (): void => set(new Set([...leaving].filter((one) => one !== id)));
    const work = (): void => {
      client.mutate({ mutation: DeleteNotification, variables: { id }, context: LAST_WORD }).catch((refusal: unknown) => {
        stay();
        toast(plainError(refusal).message);
      });
    };
    set(new Set([...leaving, id]));
    undoable({ said: text('inbox.deleted'), work, undo: stay });
  };
}
