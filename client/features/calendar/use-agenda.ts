import { useQuery } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import type { AgendaChangedSubscription, CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { toast } from '../../design/toasts.js';
import { useLive } from '../../graph/live.js';
import { useMe } from '../../session/viewer.js';
import { colorOf } from './entries.js';
import { Agenda, AgendaItemFields, CalendarFields, MyCalendars } from './first-operations.js';
import { AgendaChanged } from './operations.js';
import type { Span } from './span.js';
import { text } from './texts.js';

/** Milliseconds that an event stands out which somebody else has changed. */
const FRESH = 4_000;

/** The ids of events that somebody else has just changed, and how to add one. */
function useFresh(): readonly [ReadonlySet<string>, (eventId: string) => void] {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const add = (eventId: string): void => {
    setFresh((before) => new Set([...before, eventId]));
    setTimeout(() => setFresh((before) => new Set([...before].filter((id) => id !== eventId))), FRESH);
  };
  return [fresh, add];
}

/** The viewer's calendars and what is on in the span, kept as it is now by what the server tells. */
export function useAgenda(span: Span) {
  const me = useMe();
  const mine = useQuery(MyCalendars, { fetchPolicy: 'cache-and-network', errorPolicy: 'all' });
  const agenda = useQuery(Agenda, { variables: span, fetchPolicy: 'cache-and-network', errorPolicy: 'all' });
  const known = mine.data?.me?.calendars;
  // FullCalendar compares by identity, and draws anew what is not the same.
  const calendars = useMemo(() => (known ?? []).map((one) => readFragment(CalendarFields, one)), [known]);
  const [start, setStart] = useState<string>();
  const [fresh, addFresh] = useFresh();
  const answered = agenda.data?.agenda;
  // The first answer's cursor begins the listening; later windows are read anew, and the stream goes on.
  if (start === undefined && answered) setStart(answered.changeCursor);

  const readAgain = (): void => void agenda.refetch().catch(() => null);
  useLive(AgendaChanged, {
    from: start,
    cursorOf: ({ agendaChanged }) => agendaChanged.cursor,
    onMessage: ({ agendaChanged }) => {
      if (agendaChanged.kind === 'CALENDAR_UPDATED' || agendaChanged.kind === 'MEMBERS_CHANGED' || agendaChanged.kind === 'CALENDAR_DELETED') void mine.refetch();
      if (touches(agendaChanged, span)) readAgain();
      if (!agendaChanged.actor || agendaChanged.actor.id === me.id) return;
      toast(wordsOf(agendaChanged), colorIn(calendars, agendaChanged.calendar?.id));
      if (agendaChanged.event) addFresh(agendaChanged.event.id);
    },
    onResync: () => void agenda.refetch().then(({ data }) => setStart(data?.agenda?.changeCursor)),
  });
  const shown = answered ?? agenda.previousData?.agenda;
  const items = useMemo(() => shown?.edges.map(({ node }) => readFragment(AgendaItemFields, node)), [shown]);
  return {
    calendars,
    items,
    fresh,
    loading: (mine.loading && !known) || !shown,
    known: mine.data !== undefined,
    error: mine.error ?? agenda.error,
    readAgain,
    readCalendars: () => void mine.refetch(),
  };
}

type Change = AgendaChangedSubscription['agendaChanged'];

const touches = ({ touchesFrom, touchesTo }: Change, { from, to }: Span): boolean =>
  (!touchesFrom || Date.parse(touchesFrom) < Date.parse(to)) && (!touchesTo || Date.parse(touchesTo) >= Date.parse(from));

function wordsOf({ kind, actor, event }: Change): string {
  const names = { who: actor?.fullName ?? text('change.somebody'), what: event?.title ?? '' };
  switch (kind) {
    case 'CREATED':
    case 'UPDATED':
    case 'CANCELLED':
      return text(event ? `change.${kind}` : 'change.other', names);
    case 'DELETED':
      return text('change.DELETED', names);
    default:
      return text('change.other', names);
  }
}

const colorIn = (calendars: readonly CalendarFieldsFragment[], id: string | undefined): string => colorOf(calendars.find((one) => one.id === id));
