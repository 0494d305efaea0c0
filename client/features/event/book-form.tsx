import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import type { BookingRefusal, SeatFieldsFragment } from '../../__generated__/graphql.js';
import { Button, Notice } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { Book } from '../../graph/booking-operations.js';
import { newKey } from '../../graph/keys.js';
import { locale } from '../../i18n/language.js';
import { refusalInWords } from '../../i18n/refusals.js';
import { moneyInWords } from './money.js';
import type { Shown } from './occurrence.js';
import { text } from './texts.js';

/** Nobody books more by counting up. */
const MOST = 20;

interface BookFormProps {
  readonly seats: SeatFieldsFragment;
  readonly occurrence: Shown;
  readonly onChanged: () => Promise<unknown>;
}

/** What somebody without a booking can do: take seats, or a place in line when there are not enough. */
export function BookForm({ seats, occurrence: { event }, onChanged }: BookFormProps) {
  const [quantity, setQuantity] = useState(1);
  const { book, loading, refused, error } = useBooking(seats.id, onChanged);
  const why = seats.bookingRefusal?.reason;
  // Whether it is full is told by the seats, which are newer.
  if (why && why !== 'SOLD_OUT' && why !== 'ALREADY_BOOKED') return <Notice tone="warn">{refusalInWords(why)}</Notice>;

  const free = seats.capacity == null ? Infinity : (seats.seatsAvailable ?? 0);
  const most = Math.min(event?.bookingPolicy?.maxPerPerson ?? MOST, seats.capacity ?? MOST, MOST);
  const wanted = Math.min(quantity, most);
  const wait = wanted > free;
  const waitlist = event?.bookingPolicy?.waitlist ?? true;
  return (
    <>
      {most > 1 && <Quantity value={wanted} most={most} onChoose={setQuantity} />}
      {wait && <p className="text-sm text-soft">{text(waitlist ? (free > 0 ? 'event.waitForMore' : 'event.waitHow') : 'event.noLine', { free })}</p>}
      {(!wait || waitlist) && (
        <Button look="main" disabled={loading} aria-busy={loading} onClick={() => void book(wanted, wait)}>
          {wait ? text('event.wait') : bookLabel(wanted)}
          {!wait && event?.price && <span className="opacity-85">· {moneyInWords(event.price, wanted, locale())}</span>}
        </Button>
      )}
      {refused && <Notice tone="warn">{refusalInWords(refused)}</Notice>}
      {!!error && <Fault error={error} />}
    </>
  );
}

const bookLabel = (quantity: number): string => (quantity === 1 ? text('event.book') : text('event.bookMany', { count: quantity }));

/** Books with a key that stays for the same wish, so that a second try after a lost answer books nothing twice. */
function useBooking(occurrenceId: string, onChanged: () => Promise<unknown>) {
  const keys = useRef(new Map<string, string>());
  const [refused, setRefused] = useState<BookingRefusal | null>(null);
  const [mutate, { loading, error }] = useMutation(Book);
  const book = async (quantity: number, joinWaitlist: boolean): Promise<void> => {
    const wish = `${String(quantity)} ${String(joinWaitlist)}`;
    const idempotencyKey = keys.current.get(wish) ?? newKey();
    keys.current.set(wish, idempotencyKey);
    setRefused(null);
    const input = { occurrenceId, joinWaitlist, items: [{ quantity }], idempotencyKey };
    // What failed is shown by the mutation's own error.
    const { data } = await mutate({ variables: { input } }).catch(() => ({ data: null }));
    if (data) keys.current.delete(wish);
    if (data?.book?.__typename === 'BookingRefused') setRefused(data.book.reason);
    await onChanged().catch(() => null);
  };
  return { book, loading, refused, error };
}

function Quantity({ value, most, onChoose }: { value: number; most: number; onChoose: (quantity: number) => void }) {
  const step = 'grid size-10 place-items-center rounded-box border border-line bg-surface text-lg hover:bg-sunken disabled:opacity-40';
  return (
    <div role="group" aria-label={text('event.howMany')} className="flex items-center justify-between">
      <span className="text-sm font-medium">{text('event.howMany')}</span>
      <span className="flex items-center gap-1">
        <button type="button" className={step} aria-label={text('event.fewer')} disabled={value <= 1} onClick={() => onChoose(value - 1)}>
          −
        </button>
        <output aria-live="polite" className="w-10 text-center font-medium tabular-nums">{value}</output>
        <button type="button" className={step} aria-label={text('event.more')} disabled={value >= most} onClick={() => onChoose(value + 1)}>
          +
        </button>
      </span>
    </div>
  );
}
