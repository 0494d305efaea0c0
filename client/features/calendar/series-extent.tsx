import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { SeriesExtent as Query } from './card-operations.js';
import { text } from './more-texts.js';

/** How many dates a change of a whole series touches, and how many seats: what one wants to know before saying yes. */
export function SeriesExtent({ eventId }: { eventId: string }) {
  const [from] = useState(() => new Date().toISOString());
  const { data, error } = useQuery(Query, { variables: { id: eventId, from }, fetchPolicy: 'network-only' });
  const series = data?.event?.occurrences;
  if (error) return null;
  if (!series) return <p className="text-sm text-soft">{text('extent.counting')}</p>;
  const count = series.edges.length;
  const taken = series.edges.reduce((sum, { node }) => sum + (node.seatsTaken ?? 0), 0);
  const dates = series.pageInfo.hasNextPage ? 'extent.many' : count === 0 ? 'extent.none' : count === 1 ? 'extent.one' : 'extent.all';
  return (
    <p className="text-sm">
      {text(dates, { count })}
      {taken > 0 && `; ${text(taken === 1 ? 'extent.seat' : 'extent.seats', { count: taken })}`}.
    </p>
  );
}
