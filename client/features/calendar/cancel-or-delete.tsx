import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '../../design/controls.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { deleteLater } from './delete-later.js';
import { colorOf } from './entries.js';
import type { Picked } from './event-card.js';
import { CancelEvent } from './operations.js';
import { SeriesExtent } from './series-extent.js';
import { text } from './texts.js';

/** The two ways to take an event away, folded until somebody wants to: with how much of a series goes, and what becomes of it. */
export function CancelOrDelete({ picked: { item, event, calendar }, onClose, onChanged }: { picked: Picked; onClose: () => void; onChanged: () => void }) {
  const client = useApolloClient();
  const [open, setOpen] = useState(false);
  const [cancel, { loading }] = useMutation(CancelEvent);
  const recurs = event.recurrence != null;
  const remove = (): void => {
    onClose();
    deleteLater(client, { id: event.id, title: item.title, recurs }, onChanged);
  };
  const callOff = async (): Promise<void> => {
    try {
      await cancel({ variables: { id: event.id, expectedRevision: event.revision, scope: recurs ? 'ALL' : null } });
      toast(text('cancel.done', { what: item.title }), colorOf(calendar));
      onClose();
    } catch (error) {
      toast(plainError(error).message);
    }
    onChanged();
  };
  return (
    <details className="mt-4 border-t border-line pt-2" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center rounded-box text-soft hover:text-ink">{text('card.away')}</summary>
      {recurs && open && (
        <div className="mt-1">
          <p className="text-sm font-medium">{text('card.wholeSeries')}</p>
          <SeriesExtent eventId={event.id} />
        </div>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {item.status !== 'CANCELLED' && (
          <Button disabled={loading} title={text('cancel.what')} onClick={() => void callOff()}>
            {text(recurs ? 'cancel.series' : 'cancel.event')}
          </Button>
        )}
        <Button look="danger" title={text('delete.what')} onClick={remove}>
          {text(recurs ? 'delete.series' : 'delete.event')}
        </Button>
      </div>
      <p className="mt-2 text-sm text-soft">{text('card.awayHelp')}</p>
    </details>
  );
}
