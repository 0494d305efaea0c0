import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { readFragment } from '../../__generated__/index.js';
import { Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { BackIcon } from '../../design/icons.js';
import { CrossedIcon } from '../../design/page-icons.js';
import { useTitle } from '../../design/title.js';
import { toast } from '../../design/toasts.js';
import { MyBookingChanged } from '../../graph/booking-operations.js';
import { useOnline } from '../../graph/connection.js';
import { useLive } from '../../graph/live.js';
import { useMe } from '../../session/viewer.js';
import './event.css';
import { OccurrenceArticle } from './occurrence.js';
import { EventChanged, OccurrencePage, SeatFields, SeatsChanged } from './operations.js';
import { text } from './texts.js';

/** One taking-place of an event: when, where, who, the seats as they are now, and what the viewer can do about it. */
export function EventPage({ occurrenceId }: { occurrenceId: string }) {
  const { data, error, refetch } = useOccurrence(occurrenceId);
  const occurrence = data?.occurrence;
  const seen = useRef(false);
  if (occurrence) seen.current = true;
  useTitle(occurrence?.title ?? '');
  return (
    <div className="mx-auto max-w-4xl p-4 pb-16 sm:p-8">
      <a href="/" className="mb-4 inline-flex min-h-9 items-center gap-1 text-soft hover:text-ink sm:mb-6">
        <BackIcon /> {text('event.back')}
      </a>
      {occurrence ? (
        <OccurrenceArticle occurrence={occurrence} onChanged={refetch} />
      ) : error ? (
        <Fault error={error} />
      ) : data ? (
        <Gone seen={seen.current} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}

/** Reads the page and keeps it right: seats, the event itself, and the viewer's own booking. */
function useOccurrence(occurrenceId: string) {
  const { cache } = useApolloClient();
  const me = useMe();
  const online = useOnline();
  const { data, error, refetch } = useQuery(OccurrencePage, { variables: { id: occurrenceId }, fetchPolicy: 'cache-and-network', errorPolicy: 'all' });
  const occurrence = data?.occurrence;
  const event = occurrence?.event;
  const readAgain = (): void => void refetch().catch(() => null);

  useLive(SeatsChanged, {
    with: { occurrenceId },
    from: occurrence ? null : undefined,
    onMessage: ({ availabilityChanged: { seatsAvailable, waitlistLength } }) => {
      cache.modify({
        id: cache.identify({ __typename: 'Occurrence', id: occurrenceId }),
        fields: { seatsAvailable: () => seatsAvailable ?? null, waitlistLength: () => waitlistLength },
      });
      // One's own place in line moves with the others', and who runs the event sees the counts.
      if (occurrence?.attendance || (occurrence && readFragment(SeatFields, occurrence).myBooking?.status === 'WAITLISTED')) readAgain();
    },
    onResync: readAgain,
  });
  useLive(MyBookingChanged, { from: data?.me?.bookings?.changeCursor, cursorOf: ({ bookingChanged }) => bookingChanged.cursor, onMessage: readAgain, onResync: readAgain });
  useLive(EventChanged, {
    with: { eventId: event?.id ?? '' },
    from: event ? event.changeCursor : undefined,
    // Who is no member may not replay.
    ...(event?.changeCursor ? { cursorOf: ({ eventChanged }) => eventChanged.cursor } : {}),
    onMessage: ({ eventChanged: { actor, kind } }) => {
      if (actor && actor.id !== me.id && kind === 'UPDATED') toast(text('event.changedBy', { name: actor.fullName ?? '' }));
      readAgain();
    },
    onResync: readAgain,
  });
  useBackOnline(online, readAgain);
  return { data, error, refetch };
}

/** Streams without cursors tell nothing of what was missed. */
function useBackOnline(online: boolean, readAgain: () => void): void {
  const before = useRef(online);
  const again = useEffectEvent(readAgain);
  useEffect(() => {
    if (online && !before.current) again();
    before.current = online;
  }, [online]);
}

function Gone({ seen }: { seen: boolean }) {
  return (
    <div className="rounded-2xl border border-line bg-surface px-6 py-14 text-center">
      <span aria-hidden className="mx-auto mb-4 grid size-14 place-items-center rounded-full bg-warn-wash text-warn">
        <CrossedIcon />
      </span>
      <h1 className="mb-1 text-xl font-semibold">{text(seen ? 'event.deleted' : 'event.notHere')}</h1>
      <p className="mx-auto mb-5 max-w-md text-soft">{text(seen ? 'event.deletedWhy' : 'event.notHereWhy')}</p>
      <a href="/" className="font-medium text-accent hover:underline">
        {text('app.toCalendar')}
      </a>
    </div>
  );
}

const Waiting = () => (
  <div aria-busy className="grid gap-8 md:grid-cols-[1fr_21rem]">
    <div>
      <Skeleton className="mb-3 h-5 w-32" />
      <Skeleton className="mb-8 h-10 w-4/5" />
      {[1, 2, 3].map((fact) => (
        <div key={fact} className="mb-4 flex gap-3">
          <Skeleton className="size-10" />
          <Skeleton className="h-10 flex-1" />
        </div>
      ))}
    </div>
    <Skeleton className="h-56 rounded-2xl" />
  </div>
);
