import { useMutation, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { AttendeesQuery } from '../../__generated__/graphql.js';
import { Button, INPUT, Skeleton } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Endless } from '../../design/endless.js';
import { Fault } from '../../design/fault.js';
import { CloseIcon } from '../../design/icons.js';
import { GiveBack } from '../../graph/booking-operations.js';
import type { Shown } from './occurrence.js';
import { Attendees as AttendeesDocument } from './operations.js';
import { text } from './texts.js';

type Booking = NonNullable<NonNullable<AttendeesQuery['event']>['bookings']>['edges'][number]['node'];
const FIRST = { CONFIRMED: 0, HELD: 1, OFFERED: 1, WAITLISTED: 2, CANCELLED: 3, EXPIRED: 3 } as const;

interface AttendeesProps {
  readonly eventId: string;
  readonly occurrenceId: string;
  readonly attendance: NonNullable<Shown['attendance']>;
}

/** Who comes and who waits, for those who run the event. */
export function Attendees({ eventId, occurrenceId, attendance }: AttendeesProps) {
  const { data, error, loading, fetchMore, refetch } = useQuery(AttendeesDocument, { variables: { eventId, occurrenceId }, fetchPolicy: 'cache-and-network' });
  const [removing, setRemoving] = useState<Booking | null>(null);
  const { confirmed, waitlisted } = attendance;
  // The counts follow the seats live, and the names follow the counts.
  useEffect(() => void refetch().catch(() => null), [confirmed, waitlisted, refetch]);
  const page = data?.event?.bookings;
  const bookings = page?.edges.map(({ node }) => node).sort((a, b) => FIRST[a.status] - FIRST[b.status] || (a.waitlistPosition ?? 0) - (b.waitlistPosition ?? 0));
  const more = (): void => {
    const updateQuery = (before: AttendeesQuery, { fetchMoreResult: next }: { fetchMoreResult: AttendeesQuery }): AttendeesQuery => {
      const [old, following] = [before.event?.bookings, next.event?.bookings];
      if (!before.event || !old || !following) return before;
      return { event: { ...before.event, bookings: { ...following, edges: [...old.edges, ...following.edges] } } };
    };
    void fetchMore({ variables: { after: page?.pageInfo.endCursor }, updateQuery }).catch(() => null);
  };
  return (
    <section aria-label={text('attend.title')}>
      <h2 className="mb-1 font-semibold">{text('attend.title')}</h2>
      <p className="mb-3 text-sm text-soft">{text('attend.counts', { confirmed, waiting: waitlisted })}</p>
      {error && !page && <Fault error={error} />}
      {!page && !error && <Skeleton className="h-24" />}
      {bookings?.length === 0 && <p className="rounded-2xl border border-dashed border-line-strong px-4 py-6 text-center text-soft">{text('attend.none')}</p>}
      {bookings && bookings.length > 0 && (
        <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
          {bookings.map((booking) => <Line key={booking.id} booking={booking} onRemove={() => setRemoving(booking)} />)}
        </ul>
      )}
      {page?.pageInfo.hasNextPage && <Endless label={text('attend.more')} busy={loading} onMore={more} />}
      {removing && <RemoveDialog booking={removing} onClose={() => setRemoving(null)} onDone={refetch} />}
    </section>
  );
}

const nameOf = ({ user }: Booking): string => user?.fullName ?? user?.username ?? text('attend.nobody');

function Line({ booking, onRemove }: { booking: Booking; onRemove: () => void }) {
  const { status, quantity, waitlistPosition } = booking;
  const tone = status === 'CONFIRMED' ? 'bg-good-wash text-good' : 'bg-warn-wash text-warn';
  const label = text('attend.remove', { name: nameOf(booking) });
  return (
    <li className="flex min-h-13 items-center gap-3 py-1 pr-2 pl-4">
      <span className="min-w-0 flex-1 truncate">
        {nameOf(booking)}
        {quantity > 1 && <span className="text-soft"> · {text('attend.seats', { count: quantity })}</span>}
      </span>
      <span className={`shrink-0 rounded-full px-2.5 py-0.5 text-sm ${tone}`}>
        {status === 'CONFIRMED' ? text('attend.CONFIRMED') : status === 'WAITLISTED' ? text('attend.WAITLISTED', { place: waitlistPosition ?? '–' }) : text('attend.OFFERED')}
      </span>
      <button type="button" aria-label={label} title={label} onClick={onRemove} className="grid size-9 shrink-0 place-items-center rounded-full text-soft hover:bg-sunken hover:text-ink">
        <CloseIcon />
      </button>
    </li>
  );
}

function RemoveDialog({ booking, onClose, onDone }: { booking: Booking; onClose: () => void; onDone: () => Promise<unknown> }) {
  const [giveBack, { loading, error }] = useMutation(GiveBack);
  const [reason, setReason] = useState('');
  const remove = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await giveBack({ variables: { id: booking.id, reason: reason.trim() || null } }).catch(() => null);
    if (!done) return;
    await onDone().catch(() => null);
    onClose();
  };
  return (
    <Dialog title={text('attend.removeAsk', { name: nameOf(booking) })} onClose={onClose}>
      <form onSubmit={(event) => void remove(event)}>
        <p className="mb-3 text-soft">{text('attend.removeLoses')}</p>
        <label className="mb-5 block">
          <span className="mb-1 block text-sm font-medium">{text('attend.reason')}</span>
          <input maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} className={INPUT} />
        </label>
        {error && <div className="mb-4"><Fault error={error} /></div>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text('app.cancel')}</Button>
          <Button type="submit" look="danger" disabled={loading}>{text('attend.removeDo')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
