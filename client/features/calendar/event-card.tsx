import { useQuery } from '@apollo/client/react';
import { Temporal } from 'temporal-polyfill';
import type { AgendaItemFieldsFragment, CalendarFieldsFragment, OccurrenceCardQuery, SeriesFieldsFragment } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Floating } from '../../design/floating.js';
import type { Place } from '../../design/place.js';
import { locale } from '../../i18n/language.js';
import { unbroken } from '../../i18n/text.js';
import { useZone } from '../../session/viewer.js';
import { CancelOrDelete } from './cancel-or-delete.js';
import { OccurrenceCard } from './card-operations.js';
import { colorOf } from './entries.js';
import { AgendaItemFields, SeriesFields } from './first-operations.js';
import { text as more } from './more-texts.js';
import { text } from './texts.js';

/** An entry that somebody looks at. */
export interface Picked {
  readonly item: Extract<AgendaItemFieldsFragment, { __typename: 'Occurrence' }>;
  readonly event: SeriesFieldsFragment;
  readonly calendar: CalendarFieldsFragment | undefined;
  /** Whether the viewer may change it. */
  readonly mine: boolean;
}

type Known = OccurrenceCardQuery['occurrence'] | undefined;

interface EventCardProps {
  readonly picked: Picked;
  readonly beside: Place;
  readonly onEdit: (eventId: string) => void;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** What one wants to know of an entry before going to its page, and what one may do about it. */
export function EventCard({ picked: clicked, beside, onEdit, onClose, onChanged }: EventCardProps) {
  const { data, error } = useQuery(OccurrenceCard, { variables: { id: clicked.item.id }, fetchPolicy: 'cache-and-network', errorPolicy: 'all' });
  const known = data?.occurrence;
  const picked = asItIsNow(clicked, known);
  const { item, event, calendar, mine } = picked;
  const cancelled = item.status === 'CANCELLED';
  return (
    <Floating title={item.title} beside={beside} onClose={onClose}>
      <p className="mb-3 flex items-center gap-2 text-soft">
        <span aria-hidden className="size-2.5 rounded-full" style={{ background: colorOf(calendar) }} />
        <span className="sr-only">{text('card.calendar')}</span>
        {calendar?.name}
      </p>
      <Facts picked={picked} known={known} waits={!known && !error} />
      {cancelled && <p className="mt-3 font-medium text-warn">{text('card.cancelled')}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        <a
          data-first
          href={`/occurrences/${encodeURIComponent(item.id)}`}
          className="inline-flex min-h-10 items-center rounded-box bg-accent px-3.5 font-medium text-on-accent hover:bg-accent-over"
        >
          {text('card.open')}
        </a>
        {item.joinUrl && (
          <a href={item.joinUrl} target="_blank" rel="noreferrer" className="inline-flex min-h-10 items-center rounded-box border border-line px-3.5 font-medium hover:bg-sunken">
            {text('card.join')}
          </a>
        )}
        {mine && <Button onClick={() => onEdit(event.id)}>{text('card.edit')}</Button>}
      </div>
      {mine && <CancelOrDelete picked={picked} onClose={onClose} onChanged={onChanged} />}
    </Floating>
  );
}

/** What was clicked may have been moved a moment ago, or be moved while one looks at it. */
function asItIsNow(picked: Picked, known: Known): Picked {
  const item = known && readFragment(AgendaItemFields, known);
  if (item?.__typename !== 'Occurrence') return picked;
  return { ...picked, item, event: item.event ? readFragment(SeriesFields, item.event) : picked.event };
}

/** When, where, who, and how the viewer stands; what has to be asked for has its place from the beginning. */
function Facts({ picked: { item, event }, known, waits }: { picked: Picked; known: Known; waits: boolean }) {
  const zone = useZone();
  const place = [known?.location?.name ?? item.location?.name, known?.location?.address].filter(Boolean).join(', ');
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-2">
        <dt className="text-soft">{text('card.when')}</dt>
        <dd className={item.status === 'CANCELLED' ? 'line-through' : 'font-medium'}>{whenInWords(item, zone)}</dd>
        {event.recurrence && <Line name={text('repeat.label')} words={event.recurrence.description} />}
        {place && <Line name={text('form.where')} words={place} />}
        {known ? <More known={known} /> : waits && <Waiting />}
      </dl>
      {known?.description && <p className="mt-3 line-clamp-3 text-sm whitespace-pre-line text-soft">{known.description}</p>}
    </>
  );
}

function More({ known: { event, capacity, seatsAvailable, waitlistLength, myBooking } }: { known: NonNullable<Known> }) {
  const waiting = waitlistLength ? `, ${more('card.waiting', { count: waitlistLength })}` : '';
  return (
    <>
      {event?.organizer?.fullName && <Line name={text('card.who')} words={event.organizer.fullName} />}
      {capacity != null && <Line name={more('card.seats')} words={more('card.seatsFree', { free: seatsAvailable ?? '–', all: capacity }) + waiting} />}
      {myBooking && <Line name={more('card.mine')} words={standing(myBooking)} />}
    </>
  );
}

function standing({ status, quantity, waitlistPosition }: NonNullable<NonNullable<Known>['myBooking']>): string {
  switch (status) {
    case 'CONFIRMED':
      return quantity > 1 ? more('card.mine.confirmedMore', { count: quantity }) : more('card.mine.CONFIRMED');
    case 'WAITLISTED':
      return more('card.mine.WAITLISTED', { place: waitlistPosition ?? '–' });
    case 'HELD':
    case 'OFFERED':
      return more(`card.mine.${status}`);
    case 'CANCELLED':
    case 'EXPIRED':
      return '';
  }
}

const Waiting = () => (
  <>
    <dt className="text-soft">{text('card.who')}</dt>
    <dd className="flex items-center">
      <Skeleton className="h-4 w-32" />
    </dd>
  </>
);

const Line = ({ name, words }: { name: string; words: string }) => (
  <>
    <dt className="text-soft">{name}</dt>
    <dd className="min-w-0 break-words">{words}</dd>
  </>
);

/** A stretch of days, or of hours in the viewer's zone, as one would say it. */
function whenInWords({ allDay, startsAt, endsAt, startsOn, endsOn }: Picked['item'], zone: string): string {
  const day = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  if (allDay && startsOn && endsOn) {
    return startsOn === endsOn ? day.format(new Date(`${startsOn}T00:00Z`)) : day.formatRange(new Date(`${startsOn}T00:00Z`), new Date(`${endsOn}T00:00Z`));
  }
  const hours = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', timeZone: zone });
  const ends = Temporal.Instant.compare(startsAt, endsAt) === 0 ? startsAt : endsAt;
  return unbroken(hours.formatRange(new Date(startsAt), new Date(ends)));
}
