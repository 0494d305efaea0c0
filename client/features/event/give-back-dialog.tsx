import { useMutation } from '@apollo/client/react';
import { Confirm } from '../../design/confirm.js';
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
  const [giveBack] = useMutation(GiveBack);
  const [title, lost, act] = wordsFor(booking, waiting);
  const leave = async (): Promise<void> => {
    await giveBack({ variables: { id: booking.id } });
    toast(text('event.givenBack'));
    await onDone().catch(() => null);
  };
  return (
    <Confirm title={title} action={act} cancel={text('event.keep')} onConfirm={leave} onClose={onClose}>
      {lost}
    </Confirm>
  );
}

function wordsFor({ status, quantity, waitlistPosition }: GiveBackDialogProps['booking'], waiting: number): readonly [title: string, lost: string, act: string] {
  if (status === 'WAITLISTED') return [text('event.leaveLineAsk'), text('event.leaveLineLoses', { place: waitlistPosition ?? '–' }), text('event.leaveLine')];
  if (status === 'OFFERED' || status === 'HELD') return [text('event.declineAsk'), text('event.declineLoses'), text('event.decline')];
  const what = quantity === 1 ? text('event.loses') : text('event.losesMany', { count: quantity });
  return [text('event.cancelAsk'), `${what} ${text(waiting > 0 ? 'event.losesToNext' : 'event.losesOnly')}`, text('event.cancelBooking')];
}
