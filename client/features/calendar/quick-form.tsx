import { useMutation } from '@apollo/client/react';
import { useRef, useState, type FormEvent } from 'react';
import type { CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { Button, INPUT } from '../../design/controls.js';
import { Floating } from '../../design/floating.js';
import { Form, FormFault } from '../../design/form.js';
import type { Place } from '../../design/place.js';
import { toast } from '../../design/toasts.js';
import { newKey } from '../../graph/keys.js';
import { locale } from '../../i18n/language.js';
import { useZone } from '../../session/viewer.js';
import { colorOf } from './entries.js';
import { text as more } from './more-texts.js';
import { timesOf, type Stretch } from './new-event.js';
import { CreateEvent } from './operations.js';
import { text } from './texts.js';

interface QuickFormProps {
  readonly stretch: Stretch;
  readonly beside: Place;
  /** Those that the viewer may write to; one at least. */
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly onMore: (title: string, calendarId: string) => void;
  readonly onClose: () => void;
}

/** A title, Enter, and the event is on the calendar: beside the stretch that was dragged over. */
export function QuickForm({ stretch, beside, calendars, onMore, onClose }: QuickFormProps) {
  const zone = useZone();
  const key = useRef(newKey());
  const [title, setTitle] = useState('');
  const [calendarId, setCalendarId] = useState(calendars[0]?.id ?? '');
  const [create, { loading, error }] = useMutation(CreateEvent);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const input = { calendarId, title: title.trim(), ...timesOf(stretch, zone), idempotencyKey: key.current };
    // A refusal is shown in the form; other input wants another key.
    const answer = await create({ variables: { input } }).catch(() => void (key.current = newKey()));
    const made = answer?.data?.createEvent;
    if (!made) return;
    toast(text('event.saved', { title: made.title }), colorOf(calendars.find(({ id }) => id === calendarId)));
    onClose();
  };
  return (
    <Floating title={text('calendar.new')} beside={beside} keep={title !== ''} onClose={onClose}>
      <Form onSubmit={(event) => void submit(event)} error={error} className="grid gap-3">
        <p className="text-soft">{inWords(stretch)}</p>
        <input
          data-first
          name="title"
          aria-label={text('form.title')}
          placeholder={text('form.titleHint')}
          maxLength={200}
          required
          autoComplete="off"
          className={`${INPUT} text-base`}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
        {calendars.length > 1 && (
          <select aria-label={text('form.calendar')} className={INPUT} value={calendarId} onChange={({ target }) => setCalendarId(target.value)}>
            {calendars.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        <FormFault />
        <div className="flex items-center justify-between gap-2">
          <Button look="quiet" className="-ml-2" onClick={() => onMore(title, calendarId)}>
            {more('quick.more')}
          </Button>
          <Button type="submit" look="main" disabled={loading}>
            {text('form.save')}
          </Button>
        </div>
      </Form>
    </Floating>
  );
}

/** A picked stretch is wall clock already: it is written as it stands. */
function inWords({ allDay, starts, ends }: Stretch): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(locale(), allDay ? day : { ...day, hour: 'numeric', minute: '2-digit' });
  const at = (time: string): Date => new Date(allDay ? `${time}T00:00Z` : `${time}Z`);
  return format.formatRange(at(starts), at(ends));
}
