import { useMutation } from '@apollo/client/react';
import { Button } from '../../design/controls.js';
import { CheckIcon } from '../../design/icons.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { MarkAllRead } from './operations.js';
import { text } from './page-texts.js';
import type { useInbox } from './use-inbox.js';

/** Marks as read what this list has shown or would show, but nothing that arrives behind its back. */
export function MarkAll({ inbox: { unread, page, readAgain } }: { inbox: ReturnType<typeof useInbox> }) {
  const [markAll, { loading }] = useMutation(MarkAllRead, { onError: (refusal) => toast(plainError(refusal).message), onCompleted: readAgain });
  if (unread === 0) return null;
  return (
    <Button look="quiet" disabled={loading} onClick={() => void markAll({ variables: { before: page?.edges[0]?.cursor } })}>
      <CheckIcon /> {text('inbox.markAll')}
    </Button>
  );
}
