import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import type { SeatFieldsFragment } from '../../__generated__/graphql.js';
import { Button, Notice } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { newKey } from '../../graph/keys.js';
import { Book, GiveBack, TakeSeat } from './operations.js';
import { timeLeft } from './when.js';
import { text } from './texts.js';

/** How many seats are free, how the viewer stands, and the one thing to do next. */
export function Seats({ seats, onChanged }: { seats: SeatFieldsFragment; onChanged: () => Promise<unknown> }) {
  const { capacity, seatsAvailable, waitlistLength } = seats;
  const share = capacity ? (capacity - (seatsAvailable ?? 0)) / capacity : 0;
  return (
    <div className="self-start rounded-2xl border border-line bg-surface p-5">
      <div className="mb-1 flex items-baseline justify-between gap-3" aria-live="polite">
        <h2 className="font-semibold">{text('event.seats')}</h2>
        <span className="text-soft tabular-nums">
          {capacity == null ? text('event.seatsOpen') : text('event.seatsLeft', { free: seatsAvailable ?? '–', all: capacity })}
        </span>
      </div>
      {capacity != null && (
        <div aria-hidden className="my-3 h-2 overflow-hidden rounded-full bg-sunken">
          <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        </div>
      )}
      {!!waitlistLength && <p className="text-sm text-soft">{text('event.waiting', { count: waitlistLength })}</p>}
      <Standing seats={seats} onChanged={onChanged} />
    </div>
  );
}

function Standing({ seats, onChanged }: { seats: SeatFieldsFragment; onChanged: () => Promise<unknown> }) {
  const key = useRef(newKey());
  const [refused, setRefused] = useState<string | null>(null);
  const [book, booking] = useMutation(Book);
  const [take, taking] = useMutation(TakeSeat);
  const [giveBack, giving] = useMutation(GiveBack);
  const mine = seats.myBooking;
  const busy = booking.loading || taking.loading || giving.loading;
  const error = booking.error ?? taking.error ?? giving.error;

  const run = async (work: () => Promise<string | undefined>): Promise<void> => {
    setRefused(null);
    // What failed is shown below by the mutation's own error.
    const message = await work().catch(() => undefined);
    setRefused(message ?? null);
    await onChanged().catch(() => null);
  };
  const join = (joinWaitlist: boolean): Promise<void> =>
    run(async () => {
      const { data } = await book({ variables: { input: { occurrenceId: seats.id, joinWaitlist, idempotencyKey: key.current } } });
      key.current = newKey();
      return data?.book?.__typename === 'BookingRefused' ? data.book.message : undefined;
    });
  const confirm = (id: string): Promise<void> =>
    run(async () => {
      const { data } = await take({ variables: { id } });
      return data?.confirmBooking?.__typename === 'BookingRefused' ? data.confirmBooking.message : undefined;
    });
  const cancel = (id: string): Promise<void> => run(async () => {
      await giveBack({ variables: { id } });
      return undefined;
    });

  return (
    <div className="mt-4 grid gap-3">
      {mine ? (
        <>
          <Stand booking={mine} onOver={() => void onChanged().catch(() => null)} />
          {(mine.status === 'OFFERED' || mine.status === 'HELD') && (
            <Button look="main" disabled={busy} onClick={() => void confirm(mine.id)}>
              {text('event.confirm')}
            </Button>
          )}
          <Button disabled={busy} onClick={() => void cancel(mine.id)}>
            {text(mine.status === 'WAITLISTED' ? 'event.leaveLine' : 'event.cancelBooking')}
          </Button>
        </>
      ) : (
        <Offer seats={seats} busy={busy} onJoin={join} />
      )}
      {refused && <Notice tone="warn">{refused}</Notice>}
      {error && <Fault error={error} />}
    </div>
  );
}

/** What somebody without a booking can do here. */
function Offer({ seats, busy, onJoin }: { seats: SeatFieldsFragment; busy: boolean; onJoin: (wait: boolean) => Promise<void> }) {
  const why = seats.bookingRefusal;
  if (why && why.reason !== 'SOLD_OUT') return <Notice tone="warn">{why.message}</Notice>;
  return (
    <Button look="main" disabled={busy} onClick={() => void onJoin(!!why)}>
      {text(why ? 'event.wait' : 'event.book')}
    </Button>
  );
}

type Booking = NonNullable<SeatFieldsFragment['myBooking']>;

function Stand({ booking, onOver }: { booking: Booking; onOver: () => void }) {
  const left = useCountdown(booking.heldUntil ?? null, onOver);
  switch (booking.status) {
    case 'CONFIRMED':
      return <Notice tone="good">{text('event.state.CONFIRMED')}</Notice>;
    case 'WAITLISTED':
      return <Notice tone="warn">{text('event.state.WAITLISTED', { place: booking.waitlistPosition ?? '–' })}</Notice>;
    case 'OFFERED':
    case 'HELD':
      return <Notice tone="good">{text(`event.state.${booking.status}`, { left })}</Notice>;
    case 'CANCELLED':
    case 'EXPIRED':
      return null;
  }
}

/** What is left until then, each second anew; `onOver` is called once when nothing is. */
function useCountdown(until: string | null, onOver: () => void): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() < Date.parse(until)) return;
      clearInterval(timer);
      onOver();
    }, 1_000);
    return () => clearInterval(timer);
    // A new `onOver` is no new countdown.
  }, [until]);
  return until === null ? '' : timeLeft(until, now);
}
