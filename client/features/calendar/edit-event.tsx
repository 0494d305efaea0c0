import { useMutation, useQuery } from '@apollo/client/react';
import type { CalendarFieldsFragment, EventToEditQuery } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { Button, Notice, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { useZone } from '../../session/viewer.js';
import { EventForm, type Typed } from './event-form.js';
import { changesOf, stretchNow, type WhenTyped } from './event-input.js';
import { CalendarFields, SeriesFields } from './first-operations.js';
import { ChangeEvent, EventToEdit } from './operations.js';
import { repeatsOf } from './recurrence-rule.js';
import { text } from './texts.js';

/** Changes a whole event. Whoever was faster is not overwritten: what is there now can be loaded instead. */
export function EditEvent({ eventId, onDone }: { eventId: string; onDone: () => void }) {
  // Not by the cache: what others change meanwhile would take the place of what is being typed.
  const { data, error, refetch } = useQuery(EventToEdit, { variables: { id: eventId }, fetchPolicy: 'no-cache', errorPolicy: 'all' });
  const event = data?.event;
  if (event) {
    const calendars = (data.me?.calendars ?? []).map((one) => readFragment(CalendarFields, one));
    // Once it was read anew the fields show what is there now.
    const series = readFragment(SeriesFields, event);
    return <Fields key={series.revision} event={event} calendars={calendars} onDone={onDone} onReload={() => void refetch().catch(() => null)} />;
  }
  if (error) return <Fault error={error} />;
  return data ? <Notice tone="warn">{text('error.notFound')}</Notice> : <Skeleton className="h-96" />;
}

interface FieldsProps {
  readonly event: NonNullable<EventToEditQuery['event']>;
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly onDone: () => void;
  readonly onReload: () => void;
}

function Fields({ event, calendars, onDone, onReload }: FieldsProps) {
  const viewerZone = useZone();
  const series = readFragment(SeriesFields, event);
  const [change, { loading, error }] = useMutation(ChangeEvent);
  const stretch = stretchNow(series);
  const rule = series.recurrence?.rule ?? null;
  const when: WhenTyped = { stretch, zone: series.timeZone, repeats: rule === null ? null : (repeatsOf(rule, stretch.starts, series.timeZone) ?? rule) };
  const writable = calendars.filter(({ id, myRole }) => myRole === 'OWNER' || myRole === 'EDITOR' || id === event.calendar?.id);

  const save = async ({ details, when: typed, calendarId }: Typed): Promise<void> => {
    const input = changesOf(event, series, details, typed, calendarId);
    if (Object.keys(input).length === 0) return onDone();
    const scope = series.recurrence ? ('ALL' as const) : null;
    // A refusal is shown in the form.
    const answer = await change({ variables: { id: series.id, input, expectedRevision: series.revision, scope } }).catch(() => null);
    if (!answer?.data?.updateEvent) return;
    toast(text('form.saved', { what: details.title }));
    onDone();
  };
  const conflict = !!error && plainError(error).code === 'CONFLICT';
  return (
    <EventForm
      when={when}
      known={event}
      ruleInWords={series.recurrence?.description ?? null}
      calendars={writable}
      viewerZone={viewerZone}
      busy={loading}
      error={error}
      save={text('form.save')}
      onSubmit={(typed) => void save(typed)}
      onCancel={onDone}
    >
      {series.recurrence && <p className="text-sm text-soft">{text('form.wholeSeries')}</p>}
      {conflict && <Button onClick={onReload}>{text('form.reload')}</Button>}
    </EventForm>
  );
}
