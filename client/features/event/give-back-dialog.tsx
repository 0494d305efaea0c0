import { useMutation } from '@apollo/client/react';
import { Button } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Fault } from '../../design/fault.js';
import { toast } from '../../design/toasts.js';
import { GiveBack } from '../../graph/booking-operations.js';
import { text } from './texts.js';

interface GiveBackDialogProps {
  readonly booking: { readonly id: string; readonly status: string; readonly quantity: number; readonly waitlistPosition?: number | null };
  /** How many wait for a seat. */
  readonly waiting: number;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
}

/** Says what is lost before it is given back. */
export function GiveBackDialog({ booking, waiting, onClose, onDone }: GiveBackDialogProps) {
  const [giveBack, { loading, error }] = useMutation(GiveBack);
  const [title, lost, act] = wordsFor(booking, waiting);
  const leave = async (): Promise<void> => {
    const done = await giveBack({ variables: { id: booking.id } }).catch(() => null);
    if (!done) return;
    toast(text('event.givenBack'));
    await onDone().catch(() => null);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="mb-5 text-soft">{lost}</p>
      {error && <div className="mb-4"><Fault error={error} /></div>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{text('event.keep')}</Button>
        <Button look="danger" disabled={loading} onClick={() => void leave()}>
          {act}
        </Button>
      </div>
    </Dialog>
  );
}

function wordsFor({ status, quantity, waitlistPosition }: GiveBackDialogProps['booking'], waiting: number): readonly [title: string, lost: string, act: string] {
  if (status === 'WAITLISTED') return [text('event.leaveLineAsk'), text('event.leaveLineLoses', { place: waitlistPosition ?? '–' }), text('event.leaveLine')];
  if (status === 'OFFERED' || status === 'HELD') return [text('event.declineAsk'), text('event.declineLoses'), text('event.decline')];
  const what = quantity === 1 ? text('event.loses') : text('event.losesMany', { count: quantity });
  return [text('event.cancelAsk'), `${what} ${text(waiting > 0 ? 'event.losesToNext' : 'event.losesOnly')}`, text('event.cancelBooking')];
}
