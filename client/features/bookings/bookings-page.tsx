import { useQuery } from '@apollo/client/react';
import { useState, type ReactNode } from 'react';
import type { BookingFieldsFragment, BookingStatus } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { Skeleton } from '../../design/controls.js';
import { Endless } from '../../design/endless.js';
import { Fault } from '../../design/fault.js';
import { TicketIcon } from '../../design/icons.js';
import { Segments } from '../../design/segments.js';
import { useTitle } from '../../design/title.js';
import { MyBookingChanged } from '../../graph/booking-operations.js';
import { useLive } from '../../graph/live.js';
import { BookingLine } from './booking-line.js';
import { BookingFields, MyBookings } from './operations.js';
import { text } from './texts.js';

const ACTIVE: BookingStatus[] = ['HELD', 'CONFIRMED', 'WAITLISTED', 'OFFERED'];

/** All that the viewer has booked, waits for or is offered; and what is over. */
export function BookingsPage() {
  const [shown, setShown] = useState<'ahead' | 'before'>('ahead');
  useTitle(text('app.bookings'));
  const options = [{ value: 'ahead', label: text('bookings.ahead') }, { value: 'before', label: text('bookings.before') }] as const;
  return (
    <div className="mx-auto max-w-2xl p-4 pb-16 sm:p-8">
      <h1 className="mb-4 text-2xl font-semibold">{text('app.bookings')}</h1>
      <div className="mb-6 flex">
        <Segments label={text('bookings.which')} options={options} value={shown} onChoose={setShown} />
      </div>
      {shown === 'ahead' ? <Ahead /> : <Before />}
    </div>
  );
}

function useBookings(variables: { upcoming?: boolean; status?: BookingStatus[] }) {
  const { data, error, loading, refetch, fetchMore } = useQuery(MyBookings, { variables, fetchPolicy: 'cache-and-network', errorPolicy: 'all', notifyOnNetworkStatusChange: true });
  const page = data?.me?.bookings;
  const readAgain = (): void => void refetch().catch(() => null);
  useLive(MyBookingChanged, { from: page?.changeCursor, cursorOf: ({ bookingChanged }) => bookingChanged.cursor, onMessage: readAgain, onResync: readAgain });
  const more = (): void => {
    void fetchMore({
      variables: { after: page?.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: next }) => {
        const [old, following] = [before.me?.bookings, next.me?.bookings];
        if (!before.me || !old || !following) return before;
        return { me: { ...before.me, bookings: { ...following, changeCursor: old.changeCursor, edges: [...old.edges, ...following.edges] } } };
      },
    }).catch(() => null);
  };
  const bookings: readonly BookingFieldsFragment[] | undefined = page?.edges.map(({ node }) => readFragment(BookingFields, node));
  return { bookings, error, loading, more: page?.pageInfo.hasNextPage ? more : null, readAgain };
}

const startOf = ({ occurrence }: BookingFieldsFragment): number => Date.parse(occurrence?.startsAt ?? '9999-01-01');

/** What needs an answer first, then tickets by their dates, then what is waited for. */
function Ahead() {
  const { bookings, error, loading, more, readAgain } = useBookings({ upcoming: true, status: ACTIVE });
  const sorted = [...(bookings ?? [])].sort((a, b) => startOf(a) - startOf(b));
  const of = (...statuses: BookingStatus[]): BookingFieldsFragment[] => sorted.filter(({ status }) => statuses.includes(status));
  const groups = [
    ['bookings.offers', of('OFFERED', 'HELD')],
    ['bookings.tickets', of('CONFIRMED')],
    ['bookings.waiting', of('WAITLISTED')],
  ] as const;
  return (
    <>
      {!bookings && (error ? <Fault error={error} /> : <Waiting />)}
      {bookings?.length === 0 && !loading && <Empty title={text('bookings.none')} why={text('bookings.noneWhy')} />}
      {groups.map(([title, those]) => (
        <Group key={title} title={text(title)} bookings={those}>
          {(booking) => <BookingLine key={booking.id} booking={booking} onChanged={readAgain} />}
        </Group>
      ))}
      {more && <Endless label={text('bookings.more')} busy={loading} onMore={more} />}
    </>
  );
}

/** Newest first: what is over, and what was given back or ran out. */
function Before() {
  const { bookings, error, loading, more, readAgain } = useBookings({});
  const now = Date.now();
  const over = bookings?.filter(({ status, occurrence }) => !ACTIVE.includes(status) || Date.parse(occurrence?.endsAt ?? '') <= now);
  return (
    <>
      {!over && (error ? <Fault error={error} /> : <Waiting />)}
      {over?.length === 0 && !loading && !more && <Empty title={text('bookings.noneBefore')} why={text('bookings.noneBeforeWhy')} />}
      <Group title={null} bookings={over ?? []}>
        {(booking) => <BookingLine key={booking.id} booking={booking} over onChanged={readAgain} />}
      </Group>
      {more && <Endless label={text('bookings.more')} busy={loading} onMore={more} />}
    </>
  );
}

interface GroupProps {
  readonly title: string | null;
  readonly bookings: readonly BookingFieldsFragment[];
  readonly children: (booking: BookingFieldsFragment) => ReactNode;
}

function Group({ title, bookings, children }: GroupProps) {
  if (bookings.length === 0) return null;
  return (
    <section className="mb-7">
      {title !== null && <h2 className="mb-2 text-sm font-medium text-soft">{title}</h2>}
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">{bookings.map(children)}</ul>
    </section>
  );
}

function Empty({ title, why }: { title: string; why: string }) {
  return (
    <div className="rounded-2xl border border-line bg-surface px-6 py-14 text-center">
      <span aria-hidden className="mx-auto mb-4 grid size-14 place-items-center rounded-full bg-accent-wash text-accent">
        <TicketIcon />
      </span>
      <p className="mb-1 font-semibold">{title}</p>
      <p className="mx-auto mb-5 max-w-sm text-soft">{why}</p>
      <a href="/" className="font-medium text-accent hover:underline">
        {text('bookings.find')}
      </a>
    </div>
  );
}

const Waiting = () => (
  <div aria-busy className="divide-y divide-line rounded-2xl border border-line bg-surface">
    {[1, 2, 3].map((line) => (
      <div key={line} className="grid gap-2 p-4">
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-4 w-3/4" />
      </div>
    ))}
  </div>
);
