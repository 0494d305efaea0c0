import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Skeleton } from '../../design/controls.js';
import { locale } from '../../i18n/language.js';
import { NextDates } from './operations.js';
import { text } from './texts.js';
import { useZone } from '../../session/viewer.js';

const FEW = 4;
const MANY = 12;

/** The next times of a series, each of which leads to its own page; shows which are full, off, or booked. */
export function Dates({ eventId, shownId }: { eventId: string; shownId: string }) {
  const [from] = useState(() => new Date().toISOString());
  const [first, setFirst] = useState(FEW);
  const { data, previousData } = useQuery(NextDates, { variables: { eventId, from, first } });
  const zone = useZone();
  const dates = (data ?? previousData)?.event?.occurrences;
  if (!dates) return <Skeleton className="mt-2 h-9 w-full" />;
  return (
    <ul aria-label={text('event.dates')} className="mt-2 flex flex-wrap gap-2">
      {dates.edges.map(({ node }) => {
        const shown = node.id === shownId;
        const full = node.seatsAvailable === 0;
        const day = node.startsOn ? new Date(node.startsOn) : new Date(node.startsAt);
        const words = day.toLocaleDateString(locale(), { weekday: 'short', day: 'numeric', month: 'short', timeZone: node.startsOn ? 'UTC' : zone });
        const note = node.status === 'CANCELLED' ? text('event.dateOff') : node.myBooking ? text('event.dateMine') : full ? text('event.dateFull') : null;
        return (
          <li key={node.id}>
            <a
              href={`/occurrences/${encodeURIComponent(node.id)}`}
              aria-current={shown ? 'date' : undefined}
              className={`flex min-h-9 items-center gap-1.5 rounded-full border px-3 text-sm ${shown ? 'border-accent bg-accent-wash font-medium text-accent' : 'border-line bg-surface hover:bg-sunken'} ${node.status === 'CANCELLED' ? 'line-through' : ''}`}
            >
              {words}
              {note && <span className={shown ? '' : 'text-soft'}>· {note}</span>}
            </a>
          </li>
        );
      })}
      {dates.pageInfo.hasNextPage && first === FEW && (
        <li>
          <button type="button" onClick={() => setFirst(MANY)} className="min-h-9 rounded-full px-3 text-sm font-medium text-accent hover:bg-accent-wash">
            {text('event.moreDates')}
          </button>
        </li>
      )}
    </ul>
  );
}
