import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { BookingRefusal, SeatFieldsFragment } from '../../__generated__/graphql.js';
import { Button, Notice } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { useCountdown } from '../../design/now.js';
import { Tickets } from '../../design/tickets.js';
import { TakeSeats } from '../../graph/booking-operations.js';
import { locale } from '../../i18n/language.js';
import { refusalInWords } from '../../i18n/refusals.js';
import { stretchInWords, timeLeft } from '../../i18n/when.js';
import { useZone } from '../../session/viewer.js';
import { GiveBackDialog } from './give-back-dialog.js';
import type { Shown } from './occurrence.js';
import { text } from './texts.js';

type Booking = NonNullable<SeatFieldsFragment['myBooking']>;

interface StandingProps {
  readonly booking: Booking;
  readonly occurrence: Shown;
  readonly waiting: number;
  /** It has begun, is over or off: seats are neither taken nor given back. */
  readonly over: boolean;
  readonly onChanged: () => Promise<unknown>;
}

/** The viewer's own booking: the tickets, the place in line, or the offer that runs out. */
export function Standing({ booking, occurrence, waiting, over, onChanged }: StandingProps) {
  const zone = useZone();
  const [leaving, setLeaving] = useState(false);
  const { title, location } = occurrence;
  const of = { title, when: stretchInWords(occurrence, zone, locale(), true), where: location?.name ?? location?.address ?? null };
  const kept = booking.status === 'OFFERED' || booking.status === 'HELD';
  return (
    <>
      {booking.status === 'CONFIRMED' && <Notice tone="good">{booking.quantity === 1 ? text('event.state.CONFIRMED') : text('event.state.manyConfirmed', { count: booking.quantity })}</Notice>}
      {booking.status === 'CONFIRMED' && <Tickets tickets={booking.tickets} of={of} />}
      {booking.status === 'WAITLISTED' && <InLine booking={booking} waiting={waiting} />}
      {kept && !over && <Offer booking={booking} onChanged={onChanged} />}
      {!over && (
        <Button look={kept ? 'plain' : 'quiet'} onClick={() => setLeaving(true)}>
          {text(LEAVE[booking.status] ?? 'event.cancelBooking')}
        </Button>
      )}
      {leaving && <GiveBackDialog booking={booking} waiting={waiting} onClose={() => setLeaving(false)} onDone={onChanged} />}
    </>
  );
}

const LEAVE = { WAITLISTED: 'event.leaveLine', OFFERED: 'event.decline', HELD: 'event.decline' } as Readonly<Record<string, 'event.leaveLine' | 'event.decline'>>;

/** The place in line, large, and what happens next. */
function InLine({ booking, waiting }: { booking: Booking; waiting: number }) {
  const place = booking.waitlistPosition;
  return (
    <div role="status" className="rounded-box bg-warn-wash px-4 py-3 text-warn">
      <p className="text-sm font-medium">{text('event.inLine')}</p>
      <p className="flex items-baseline gap-2">
        <strong key={place} className="pop text-3xl font-semibold tabular-nums">{place ?? '–'}</strong>
        {text('event.inLineOf', { all: waiting })}
      </p>
      <p className="mt-1 text-sm">{text(booking.quantity === 1 ? 'event.inLineNext' : 'event.inLineNextMany', { count: booking.quantity })}</p>
    </div>
  );
}

/** Seats that are kept for a while, the time that is left, and the button that takes them. */
function Offer({ booking, onChanged }: { booking: Booking; onChanged: () => Promise<unknown> }) {
  const again = (): void => void onChanged().catch(() => null);
  const now = useCountdown(booking.heldUntil ?? null, again);
  const [refused, setRefused] = useState<BookingRefusal | null>(null);
  const [take, { loading, error }] = useMutation(TakeSeats);
  const accept = async (): Promise<void> => {
    const { data } = await take({ variables: { id: booking.id } }).catch(() => ({ data: null }));
    setRefused(data?.confirmBooking?.__typename === 'BookingRefused' ? data.confirmBooking.reason : null);
    again();
  };
  const many = booking.quantity > 1;
  return (
    <>
      <div className="rounded-box bg-good-wash px-4 py-3 text-good">
        <p role="status" className="font-medium">{text(booking.status === 'HELD' ? 'event.held' : many ? 'event.offeredMany' : 'event.offered', { count: booking.quantity })}</p>
        {booking.heldUntil && (
          <p className="mt-1 flex items-baseline gap-2 text-sm">
            <span role="timer" className="text-2xl font-semibold tabular-nums">{timeLeft(booking.heldUntil, now)}</span>
            {text('event.left')}
          </p>
        )}
      </div>
      <Button look="main" disabled={loading} aria-busy={loading} onClick={() => void accept()}>
        {many ? text('event.confirmMany', { count: booking.quantity }) : text('event.confirm')}
      </Button>
      {refused && <Notice tone="warn">{refusalInWords(refused)}</Notice>}
      {error && <Fault error={error} />}
    </>
  );
}
