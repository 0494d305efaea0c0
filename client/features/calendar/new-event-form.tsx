import { useMutation } from '@apollo/client/react';
import { useRef, useState, type FormEvent } from 'react';
import type { CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { Button, Field, INPUT } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Fault } from '../../design/fault.js';
import { typedIn } from '../../design/form.js';
import { toast } from '../../design/toasts.js';
import { newKey } from '../../graph/keys.js';
import { useZone } from '../../session/viewer.js';
import { colorOf } from './entries.js';
import { asAllDay, startingAt, timesOf, type Stretch } from './new-event.js';
import { CreateEvent } from './operations.js';
import { text } from './texts.js';

interface NewEventFormProps {
  readonly stretch: Stretch;
  /** Those that the viewer may write to; one at least. */
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly onClose: () => void;
}

/** Makes an event. What was typed stays when it does not work, and sent again it is still made once. */
export function NewEventForm({ stretch: picked, calendars, onClose }: NewEventFormProps) {
  const zone = useZone();
  const [stretch, setStretch] = useState(picked);
  const key = useRef(newKey());
  const [create, { loading, error }] = useMutation(CreateEvent);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const word = (name: string): string => typed(name).trim();
    const input = {
      calendarId: word('calendarId'),
      title: word('title'),
      ...timesOf(stretch, zone),
      ...(word('place') ? { location: { name: word('place') } } : {}),
      ...(word('capacity') ? { capacity: Number(word('capacity')) } : {}),
      idempotencyKey: key.current,
    };
    // A refusal is shown in the form; other input wants another key.
    const answer = await create({ variables: { input } }).catch(() => void (key.current = newKey()));
    const made = answer?.data?.createEvent;
    if (!made) return;
    toast(text('event.saved', { title: made.title }), colorOf(calendars.find(({ id }) => id === input.calendarId)));
    onClose();
  };

  const kind = stretch.allDay ? 'date' : 'datetime-local';
  return (
    <Dialog title={text('calendar.new')} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={text('form.title')} name="title" placeholder={text('form.titleHint')} maxLength={200} required />
        <label className="flex items-center gap-2.5">
          <input type="checkbox" className="size-4 accent-accent" checked={stretch.allDay} onChange={({ target }) => setStretch(asAllDay(stretch, target.checked))} />
          {text('form.allDay')}
        </label>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text('form.starts')} type={kind} value={stretch.starts} required onChange={({ target }) => setStretch(startingAt(stretch, target.value))} />
          <Field label={text('form.ends')} type={kind} value={stretch.ends} min={stretch.starts} required onChange={({ target }) => setStretch({ ...stretch, ends: target.value })} />
        </div>
        {!stretch.allDay && <p className="-mt-2 text-sm text-soft">{text('form.zone', { zone: zone.replaceAll('_', ' ') })}</p>}
        <label className="block">
          <span className="mb-1 block text-sm font-medium">{text('form.calendar')}</span>
          <select name="calendarId" className={INPUT}>
            {calendars.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div className="grid grid-cols-[1fr_7rem] gap-4">
          <Field label={text('form.where')} name="place" maxLength={200} />
          <Field label={text('form.seats')} name="capacity" type="number" min={1} max={1_000_000} placeholder={text('form.seatsHint')} />
        </div>
        {error && <Fault error={error} />}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button type="submit" look="main" disabled={loading}>
            {text('form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
