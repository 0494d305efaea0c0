import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { BookingFieldsFragment } from '../../__generated__/graphql.js';
import { Button, Notice } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { useCountdown, useNow } from '../../design/now.js';
import { Tickets } from '../../design/tickets.js';
import { TakeSeats } from '../../graph/booking-operations.js';
import { locale } from '../../i18n/language.js';
import { refusalInWords } from '../../i18n/refusals.js';
import { fromNow, stretchInWords, timeLeft } from '../../i18n/when.js';
import { useZone } from '../../session/viewer.js';
import { text } from './texts.js';

interface BookingLineProps {
  readonly booking: BookingFieldsFragment;
  readonly over?: boolean;
  readonly onChanged: () => void;
}

/** One booking: what it is for and how it stands; the ticket unfolds, an offer can be taken right here. */
export function BookingLine({ booking, over = false, onChanged }: BookingLineProps) {
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const { status, quantity, occurrence } = booking;
  const kept = !over && (status === 'OFFERED' || status === 'HELD');
  const when = occurrence ? stretchInWords(occurrence, zone, locale(), true) : '';
  const where = occurrence?.location?.name ?? occurrence?.location?.address ?? null;
  return (
    <li className="flex gap-3.5 p-4">
      <span aria-hidden className="mt-1 w-1 shrink-0 rounded-full" style={{ background: occurrence?.calendar?.myColor ?? occurrence?.calendar?.color ?? 'var(--line-strong)' }} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <div className="min-w-0 flex-1 basis-52">
            {occurrence ? (
              <a href={`/occurrences/${encodeURIComponent(occurrence.id)}`} className={`font-semibold hover:underline ${occurrence.status === 'CANCELLED' ? 'line-through' : ''}`}>
                {occurrence.title}
              </a>
            ) : (
              <span className="text-soft">{text('bookings.unseen')}</span>
            )}
            <p className="text-soft">
              {when}
              {where && ` · ${where}`}
            </p>
          </div>
          <State booking={booking} over={over} />
        </div>
        {over && booking.cancelReason && <p className="mt-1 text-sm text-soft">{text('bookings.reason', { reason: booking.cancelReason })}</p>}
        {kept && <Offer booking={booking} onChanged={onChanged} />}
        {!over && status === 'CONFIRMED' && occurrence && (
          <>
            <Button className="mt-2.5" aria-expanded={open} onClick={() => setOpen(!open)}>
              {text(open ? 'bookings.hideTickets' : 'bookings.showTickets')}
              {quantity > 1 && <span className="text-soft">· {text('bookings.seats', { count: quantity })}</span>}
            </Button>
            {open && <div className="mt-3 max-w-72"><Tickets tickets={booking.tickets} of={{ title: occurrence.title, when, where }} /></div>}
          </>
        )}
      </div>
    </li>
  );
}

/** A few words at the edge: when it is, the place in line, or what became of it. */
function State({ booking: { status, waitlistPosition, occurrence }, over }: { booking: BookingFieldsFragment; over: boolean }) {
  const zone = useZone();
  const now = useNow(30_000);
  const chip = 'shrink-0 rounded-full px-2.5 py-0.5 text-sm font-medium';
  if (occurrence?.status === 'CANCELLED') return <span className={`${chip} bg-bad-wash text-bad`}>{text('bookings.off')}</span>;
  if (over) return <span className={`${chip} bg-sunken text-soft`}>{text(status === 'OFFERED' || status === 'HELD' ? 'bookings.EXPIRED' : `bookings.${status}`)}</span>;
  if (status === 'WAITLISTED') return <span key={waitlistPosition} className={`${chip} pop bg-warn-wash text-warn`}>{text('bookings.place', { place: waitlistPosition ?? '–' })}</span>;
  return occurrence ? <span className={`${chip} bg-accent-wash text-accent`}>{fromNow(occurrence.startsAt, now, zone, locale())}</span> : null;
}

/** Seats that are kept, for as long as the clock says. */
function Offer({ booking, onChanged }: { booking: BookingFieldsFragment; onChanged: () => void }) {
  const now = useCountdown(booking.heldUntil ?? null, onChanged);
  const [take, { data, loading, error }] = useMutation(TakeSeats);
  const refused = data?.confirmBooking?.__typename === 'BookingRefused' ? data.confirmBooking.reason : null;
  const accept = async (): Promise<void> => {
    // What failed is shown by the mutation's own error.
    await take({ variables: { id: booking.id } }).catch(() => null);
    onChanged();
  };
  return (
    <div className="mt-2.5 grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button look="main" disabled={loading} aria-busy={loading} onClick={() => void accept()}>
          {text('bookings.take')}
        </Button>
        {booking.occurrence && (
          <a href={`/occurrences/${encodeURIComponent(booking.occurrence.id)}`} className="font-medium text-accent hover:underline">
            {text('bookings.letGo')}
          </a>
        )}
        {booking.heldUntil && <span role="timer" className="font-medium tabular-nums text-warn">{text('bookings.left', { left: timeLeft(booking.heldUntil, now) })}</span>}
      </div>
      {refused && <Notice tone="warn">{refusalInWords(refused)}</Notice>}
      {error && <Fault error={error} />}
    </div>
  );
}
