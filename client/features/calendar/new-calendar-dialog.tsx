import { useMutation } from '@apollo/client/react';
import { useRef, useState, type FormEvent } from 'react';
import { Button, Field } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { Swatches } from '../../design/swatches.js';
import { newKey } from '../../graph/keys.js';
import { useZone } from '../../session/viewer.js';
import { CreateCalendar } from './operations.js';
import { text } from './texts.js';

/** One more calendar, in the viewer's zone. */
export function NewCalendarDialog({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const zone = useZone();
  const key = useRef(newKey());
  const [color, setColor] = useState('#0f766e');
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
        <Swatches legend={text('calendar.color')} value={color} onChoose={setColor} />
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
