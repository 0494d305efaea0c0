import type { SeatFieldsFragment } from '../../__generated__/graphql.js';
import { Notice } from '../../design/controls.js';
import { locale } from '../../i18n/language.js';
import { refusalInWords } from '../../i18n/refusals.js';
import type { Phase } from '../../i18n/when.js';
import { BookForm } from './book-form.js';
import { moneyInWords } from './money.js';
import type { Shown } from './occurrence.js';
import { Standing } from './standing.js';
import { text } from './texts.js';

/** As many seats as are drawn one by one. */
const COUNTABLE = 40;

interface SeatsProps {
  readonly seats: SeatFieldsFragment;
  readonly occurrence: Shown;
  readonly phase: Phase;
  readonly onChanged: () => Promise<unknown>;
}

/** How many seats are free, how the viewer stands, and the one thing to do next. */
export function Seats({ seats, occurrence, phase, onChanged }: SeatsProps) {
  const { capacity, seatsAvailable, waitlistLength, myBooking } = seats;
  const price = occurrence.event?.price;
  const over = phase !== 'AHEAD' || occurrence.status === 'CANCELLED';
  return (
    <div className="rounded-2xl border border-line bg-surface p-5">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 className="font-semibold">{text('event.seats')}</h2>
        <span aria-live="polite" className="tabular-nums text-soft">
          {capacity == null ? text('event.seatsOpen') : <span key={seatsAvailable} className="pop inline-block">{text('event.seatsLeft', { free: seatsAvailable ?? '–', all: capacity })}</span>}
        </span>
      </div>
      {/* A lone square would look like a box to tick. */}
      {capacity != null && capacity > 1 && <Plan capacity={capacity} free={seatsAvailable ?? 0} mine={seatsOf(myBooking)} />}
      {!!waitlistLength && myBooking?.status !== 'WAITLISTED' && <p className="mt-3 text-sm text-soft">{text(waitlistLength === 1 ? 'event.waitingOne' : 'event.waiting', { count: waitlistLength })}</p>}
      <p className="mt-3 text-sm text-soft">{price ? text('event.price', { price: moneyInWords(price, 1, locale()) }) : text('event.free')}</p>
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-3">
        {myBooking ? (
          <Standing booking={myBooking} occurrence={occurrence} waiting={waitlistLength ?? 0} over={over} onChanged={onChanged} />
        ) : over ? (
          <Notice tone="warn">{occurrence.status === 'CANCELLED' ? refusalInWords('EVENT_CANCELLED') : text(phase === 'ON' ? 'event.begun' : 'event.ended')}</Notice>
        ) : (
          <BookForm seats={seats} occurrence={occurrence} onChanged={onChanged} />
        )}
      </div>
    </div>
  );
}

const seatsOf = (booking: SeatFieldsFragment['myBooking']): number => (booking && booking.status !== 'WAITLISTED' ? booking.quantity : 0);

/** A picture of the seats: one by one where they can be counted, else a bar. The words beside it say the same. */
function Plan({ capacity, free, mine }: { capacity: number; free: number; mine: number }) {
  const taken = capacity - free;
  if (capacity > COUNTABLE) {
    return (
      <div aria-hidden className="h-2.5 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-accent transition-[width] duration-500" style={{ width: `${String((taken / capacity) * 100)}%` }} />
      </div>
    );
  }
  return (
    <div aria-hidden className="seats-plan">
      {Array.from({ length: capacity }, (_, seat) => (
        <span key={seat} className="seat" data-is={seat < mine ? 'mine' : seat < taken ? 'taken' : 'free'} />
      ))}
    </div>
  );
}
