import { useApolloClient } from '@apollo/client/react';
import { createLeaving, LAST_WORD } from '../../design/undo.js';
import { DeleteNotification } from './operations.js';
import { text } from './page-texts.js';

const leaving = createLeaving();

/** Those that were deleted and can still be taken back: they are shown nowhere. */
export const useLeaving = leaving.useHidden;

/** Deletes a notification, with some seconds to take it back. */
export function useDeletion(): (id: string) => void {
  const client = useApolloClient();
  return (id) => leaving.leave(id, { said: text('inbox.deleted'), work: () => client.mutate({ mutation: DeleteNotification, variables: { id }, context: LAST_WORD }) });
}
