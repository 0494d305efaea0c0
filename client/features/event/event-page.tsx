import { useQuery, useSubscription } from '@apollo/client/react';
import type { ReactNode } from 'react';
import type { OccurrencePageQuery } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { Notice, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { BackIcon } from '../../design/icons.js';
import { useLive } from '../../graph/live.js';
import { locale } from '../../i18n/language.js';
import { useZone } from '../../session/viewer.js';
import { MyBookingChanged, OccurrencePage, SeatFields, SeatsChanged } from './operations.js';
import { Seats } from './seats.js';
import { sameWallClock, stretchInWords } from './when.js';
import { text } from './texts.js';

/** One taking-place of an event: when, where, who, and the seats as they are now. */
export function EventPage({ occurrenceId }: { occurrenceId: string }) {
  const { data, error, refetch } = useQuery(OccurrencePage, { variables: { id: occurrenceId }, fetchPolicy: 'cache-and-network', errorPolicy: 'all' });
  const occurrence = data?.occurrence;
  const readAgain = (): void => void refetch().catch(() => null);
  // Its messages are no entities of the cache: the page is read again, so that one's own place in line is right, too.
  useSubscription(SeatsChanged, { variables: { occurrenceId }, skip: !occurrence, onData: readAgain });
  useLive(MyBookingChanged, { from: data?.me?.bookings?.changeCursor, cursorOf: ({ bookingChanged }) => bookingChanged.cursor, onMessage: readAgain, onResync: readAgain });

  return (
    <div className="mx-auto max-w-4xl p-4 sm:p-8">
      <a href="/" className="mb-5 inline-flex min-h-8 items-center gap-1 text-soft hover:text-ink">
        <BackIcon /> {text('event.back')}
      </a>
      {occurrence ? (
        <Occurrence occurrence={occurrence} onChanged={refetch} />
      ) : error ? (
        <Fault error={error} />
      ) : data ? (
        <Notice tone="warn">{text('error.notFound')}</Notice>
      ) : (
        <Skeleton className="h-72" />
      )}
    </div>
  );
}

type Shown = NonNullable<OccurrencePageQuery['occurrence']>;

function Occurrence({ occurrence, onChanged }: { occurrence: Shown; onChanged: () => Promise<unknown> }) {
  const { calendar, event, location, joinUrl } = occurrence;
  const cancelled = occurrence.status === 'CANCELLED';
  return (
    <article className="grid gap-6 md:grid-cols-[1fr_19rem]">
      <div className="min-w-0">
        {calendar && (
          <p className="mb-2 flex items-center gap-2 text-soft">
            <span aria-hidden className="size-2.5 rounded-full" style={{ background: calendar.myColor ?? calendar.color ?? 'var(--accent)' }} />
            {calendar.name}
          </p>
        )}
        <h1 className={`mb-6 text-3xl font-semibold break-words ${cancelled ? 'line-through' : ''}`}>{occurrence.title}</h1>
        {cancelled && <div className="mb-6"><Notice tone="warn">{text('event.cancelled')}</Notice></div>}
        <dl className="grid gap-4">
          <When occurrence={occurrence} />
          {event?.recurrence && <Fact name={text('event.repeats')}>{event.recurrence.description}</Fact>}
          {(location ?? joinUrl) && (
            <Fact name={text('event.where')}>
              {location?.name}
              {location?.address && <span className="block text-soft">{location.address}</span>}
              {joinUrl && <a href={joinUrl} target="_blank" rel="noreferrer" className="block text-accent hover:underline">{text('event.online')}</a>}
            </Fact>
          )}
          {event?.organizer?.fullName && <Fact name={text('event.who')}>{event.organizer.fullName}</Fact>}
        </dl>
        {occurrence.description && <p className="mt-6 max-w-prose whitespace-pre-line">{occurrence.description}</p>}
      </div>
      {!cancelled && <Seats seats={readFragment(SeatFields, occurrence)} onChanged={onChanged} />}
    </article>
  );
}

function When({ occurrence }: { occurrence: Shown }) {
  const zone = useZone();
  const there = occurrence.event?.timeZone;
  const elsewhere = !occurrence.allDay && there && !sameWallClock(occurrence.startsAt, zone, there);
  return (
    <Fact name={text('event.when')}>
      {stretchInWords(occurrence, zone, locale())}
      {elsewhere && (
        <span className="block text-soft">
          {text('event.thereZone', { when: stretchInWords(occurrence, there, locale()), zone: there.replaceAll('_', ' ') })}
        </span>
      )}
    </Fact>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-sm text-soft">{name}</dt>
    <dd>{children}</dd>
  </div>
);
