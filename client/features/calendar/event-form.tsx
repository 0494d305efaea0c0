import { useState, type FormEvent, type ReactNode } from 'react';
import type { CalendarFieldsFragment, EventToEditQuery } from '../../__generated__/graphql.js';
import { Button, Field, INPUT, Labelled } from '../../design/controls.js';
import { Form, FormFault, typedIn, type Meanings } from '../../design/form.js';
import { ZonePicker } from '../../design/zone-picker.js';
import { detailsTyped, type WhenTyped } from './event-input.js';
import { asAllDay, startingAt } from './new-event.js';
import { RecurrenceFields } from './recurrence-fields.js';
import { text } from './texts.js';

/** What was typed, as a whole. */
export interface Typed {
  readonly details: ReturnType<typeof detailsTyped>;
  readonly when: WhenTyped;
  readonly calendarId: string;
}

interface EventFormProps {
  readonly when: WhenTyped;
  /** What stands in the fields at first; none for a new event. */
  readonly known?: NonNullable<EventToEditQuery['event']>;
  /** Of a new event, where they are known already. */
  readonly title?: string | undefined;
  readonly calendarId?: string | undefined;
  readonly ruleInWords?: string | null;
  /** Those that the viewer may write to. */
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly viewerZone: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly meanings?: Meanings;
  readonly save: string;
  readonly onSubmit: (typed: Typed) => void;
  readonly onCancel: () => void;
  /** Beside the buttons. */
  readonly children?: ReactNode;
}

/** The fields of an event, new or known; what few need is folded away until it is asked for or filled in. */
export function EventForm({ when: first, known, title, calendarId, ruleInWords = null, calendars, viewerZone, busy, error, meanings, save, onSubmit, onCancel, children }: EventFormProps) {
  const [when, setWhen] = useState(first);
  const { stretch } = when;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const word = (name: string): string => typed(name).trim();
    onSubmit({ details: detailsTyped(word), when, calendarId: word('calendarId') });
  };
  const kind = stretch.allDay ? 'date' : 'datetime-local';
  const [fromName, toName] = stretch.allDay ? ['startsOn', 'endsOn'] : ['startsAt', 'endsAt'];
  return (
    <Form onSubmit={submit} error={error} meanings={meanings} className="grid gap-4">
      <Field label={text('form.title')} name="title" defaultValue={known?.title ?? title} placeholder={text('form.titleHint')} maxLength={200} required />
      <label className="flex items-center gap-2.5">
        <input type="checkbox" className="size-4 accent-accent" checked={stretch.allDay} onChange={({ target }) => setWhen({ ...when, stretch: asAllDay(stretch, target.checked) })} />
        {text('form.allDay')}
      </label>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('form.starts')} name={fromName} type={kind} value={stretch.starts} required onChange={({ target }) => setWhen({ ...when, stretch: startingAt(stretch, target.value) })} />
        <Field label={text('form.ends')} name={toName} type={kind} value={stretch.ends} min={stretch.starts} required onChange={({ target }) => setWhen({ ...when, stretch: { ...stretch, ends: target.value } })} />
      </div>
      {!stretch.allDay && <Zone zone={when.zone} viewerZone={viewerZone} onChange={(zone) => setWhen({ ...when, zone })} />}
      {stretch.starts !== '' && <RecurrenceFields stretch={stretch} repeats={when.repeats} description={ruleInWords} onChange={(repeats) => setWhen({ ...when, repeats })} />}
      <Labelled label={text('form.calendar')} name="calendarId">
        {(given) => (
          <select {...given} name="calendarId" className={INPUT} defaultValue={known?.calendar?.id ?? calendarId}>
            {calendars.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <div className="grid grid-cols-[1fr_7rem] gap-4">
        <Field label={text('form.where')} name="location.name" defaultValue={known?.location?.name ?? ''} maxLength={200} />
        <Field label={text('form.seats')} name="capacity" type="number" min={1} max={1_000_000} defaultValue={known?.capacity ?? ''} placeholder={text('form.seatsHint')} />
      </div>
      <details open={!!(known?.description ?? known?.joinUrl ?? known?.location?.address)} className="group">
        <summary className="inline-flex min-h-9 cursor-pointer items-center rounded-box font-medium text-accent">{text('form.more')}</summary>
        <div className="mt-3 grid gap-4">
          <Field label={text('form.address')} name="location.address" defaultValue={known?.location?.address ?? ''} maxLength={500} />
          <Field label={text('form.joinUrl')} name="joinUrl" type="url" placeholder="https://" defaultValue={known?.joinUrl ?? ''} />
          <Labelled label={text('form.description')} name="description">
            {(given) => <textarea {...given} name="description" rows={4} className={`${INPUT} py-2`} defaultValue={known?.description ?? ''} />}
          </Labelled>
        </div>
      </details>
      <FormFault />
      {children}
      {/* In sight however long the form is; in a window it covers that one's padding. */}
      <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 bg-paper py-3 in-[dialog]:-bottom-5 in-[dialog]:-mx-5 in-[dialog]:-mb-5 in-[dialog]:border-t in-[dialog]:border-line in-[dialog]:bg-raised in-[dialog]:px-5">
        <Button look="quiet" onClick={onCancel}>
          {text('app.cancel')}
        </Button>
        <Button type="submit" look="main" disabled={busy}>
          {save}
        </Button>
      </div>
    </Form>
  );
}

/** Whose clock the times are meant by: said in words, and changed where somebody wants to. */
function Zone({ zone, viewerZone, onChange }: { zone: string; viewerZone: string; onChange: (zone: string) => void }) {
  const [open, setOpen] = useState(zone !== viewerZone);
  if (!open) {
    return (
      <p className="-mt-2 text-sm text-soft">
        {text('form.zone', { zone: zone.replaceAll('_', ' ') })}{' '}
        <button type="button" className="font-medium text-accent hover:underline" onClick={() => setOpen(true)}>
          {text('form.changeZone')}
        </button>
      </p>
    );
  }
  return <ZonePicker label={text('form.zoneLabel')} name="timeZone" value={zone} onPick={onChange} />;
}
