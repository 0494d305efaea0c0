import type { ApolloClient } from '@apollo/client';
import { createLeaving, LAST_WORD } from '../../design/undo.js';
import { DeleteEvent } from './operations.js';
import { text } from './texts.js';

const leaving = createLeaving();

/** The ids of events that are no longer shown. */
export const useLeaving = leaving.useHidden;

/** Hides an event at once, and deletes it when it can't be taken back any more. `onGone` reads again what shows events. */
export function deleteLater(client: ApolloClient, { id, title, recurs }: { readonly id: string; readonly title: string; readonly recurs: boolean }, onGone: () => void): void {
  const work = (): Promise<unknown> =>
    client.mutate({ mutation: DeleteEvent, variables: { id, scope: recurs ? 'ALL' : null }, context: LAST_WORD }).then(onGone);
  leaving.leave(id, { said: text('delete.done', { what: title }), work });
}
