import { useMutation } from '@apollo/client/react';
import { useRef, useState, type FormEvent } from 'react';
import { Button, Field } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { newKey } from '../../graph/keys.js';
import { useZone } from '../../session/viewer.js';
import { CreateCalendar } from './operations.js';
import { text } from './texts.js';

/** Colours that read well on both themes. */
const COLORS = ['#3f4bc9', '#0f766e', '#b45309', '#be185d', '#6d28d9', '#15803d', '#b91c1c', '#475569'] as const;

/** One more calendar, in the viewer's zone. */
export function NewCalendarDialog({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const zone = useZone();
  const key = useRef(newKey());
  const [color, setColor] = useState<string>(COLORS[1]);
  const [create, { loading, error }] = useMutation(CreateCalendar);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const name = typedIn(event.currentTarget)('name').trim();
    const answer = await create({ variables: { input: { name, color, timeZone: zone, idempotencyKey: key.current } } }).catch(() => void (key.current = newKey()));
    if (!answer?.data?.createCalendar) return;
    onMade();
    onClose();
  };
  return (
    <Dialog title={text('calendar.newCalendar')} onClose={onClose}>
      <Form onSubmit={(event) => void submit(event)} error={error} className="grid gap-4">
        <Field label={text('calendar.name')} name="name" maxLength={100} required />
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{text('calendar.color')}</legend>
          <div className="flex flex-wrap gap-2">
            {COLORS.map((one) => (
              <label key={one} className="grid size-9 place-items-center rounded-full has-checked:ring-2 has-checked:ring-ink has-focus-visible:ring-2 has-focus-visible:ring-accent" style={{ background: one }}>
                <input type="radio" name="color" className="sr-only" aria-label={one} checked={one === color} onChange={() => setColor(one)} />
              </label>
            ))}
          </div>
        </fieldset>
        <FormFault />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button type="submit" look="main" disabled={loading}>
            {text('calendar.make.short')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
