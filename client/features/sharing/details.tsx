import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import type { Visibility } from '../../__generated__/graphql.js';
import { Button, Field, INPUT, Labelled } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { Swatches } from '../../design/swatches.js';
import { toast } from '../../design/toasts.js';
import { ZonePicker } from '../../design/zone-picker.js';
import { ChangeCalendar } from './operations.js';
import { Section } from './section.js';
import { text } from './texts.js';
import type { Shared } from './use-shared-calendar.js';

const VISIBILITIES: readonly Visibility[] = ['PRIVATE', 'UNLISTED', 'PUBLIC'];

/** What the calendar is for everybody; to be changed by owners, read by the others. */
export function Details({ shared }: { shared: Shared }) {
  // What others save meanwhile is taken over, but for who is just typing.
  const { name, description, color, timeZone, visibility } = shared;
  const key = JSON.stringify([name, description, color, timeZone, visibility]);
  const [typing, setTyping] = useState<string | null>(null);
  const touched = (): void => setTyping((before) => before ?? key);
  return (
    <Section title={text('details.title')}>
      {shared.myRole === 'OWNER' ? (
        <div onInput={touched}>
          <DetailsForm key={typing ?? key} shared={shared} onTouched={touched} onSaved={() => setTyping(null)} />
        </div>
      ) : (
        <ReadOnly shared={shared} />
      )}
    </Section>
  );
}

function DetailsForm({ shared, onTouched, onSaved }: { shared: Shared; onTouched: () => void; onSaved: () => void }) {
  const [change, { loading, error }] = useMutation(ChangeCalendar);
  const [color, setColor] = useState(shared.color);
  const [timeZone, setTimeZone] = useState(shared.timeZone);
  const mayPublish = shared.me.role === 'ORGANIZER' || shared.me.role === 'ADMIN';

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const input = {
      name: typed('name').trim(),
      description: typed('description').trim() || null,
      timeZone,
      visibility: typed('visibility') as Visibility,
      color,
    };
    // A refusal is shown in the form.
    if (!(await change({ variables: { id: shared.id, input } }).catch(() => null))) return;
    onSaved();
    toast(text('details.saved'), shared.myColor ?? color);
  };
  return (
    <Form error={error} onSubmit={submit} className="grid gap-4">
      <Field label={text('details.name')} name="name" defaultValue={shared.name} maxLength={200} required />
      <Labelled label={text('details.description')} name="description">
        {(given) => <textarea {...given} name="description" rows={3} maxLength={10_000} defaultValue={shared.description ?? ''} className={`${INPUT} py-2`} />}
      </Labelled>
      <Swatches legend={text('details.color')} value={color} onChoose={setColor} />
      <ZonePicker
        label={text('details.zone')}
        hint={text('details.zoneHint')}
        name="timeZone"
        value={timeZone}
        onPick={(zone) => {
          setTimeZone(zone);
          onTouched();
        }}
      />
      <Labelled label={text('details.visibility')} hint={mayPublish ? undefined : text('details.publicWhy')} name="visibility">
        {(given) => (
          <select {...given} name="visibility" defaultValue={shared.visibility} className={INPUT}>
            {VISIBILITIES.map((one) => (
              <option key={one} value={one} disabled={one === 'PUBLIC' && !mayPublish}>
                {text(`details.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <FormFault />
      <Button type="submit" disabled={loading}>
        {text('details.save')}
      </Button>
    </Form>
  );
}

function ReadOnly({ shared }: { shared: Shared }) {
  const lines = [
    [text('details.zone'), shared.timeZone.replaceAll('_', ' ')],
    [text('details.visibility'), text(`details.${shared.visibility}`)],
  ];
  return (
    <>
      <p className="mb-3 text-soft">{text('settings.readOnly')}</p>
      <dl className="grid gap-3">
        {lines.map(([term, value]) => (
          <div key={term}>
            <dt className="text-sm font-medium">{term}</dt>
            <dd className="text-soft">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
