import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { navigate } from '../../app/router.js';
import { Button, Field } from '../../design/controls.js';
import { Form, FormFault } from '../../design/form.js';
import { toast } from '../../design/toasts.js';
import { newKey } from '../../graph/keys.js';
import { useMe, useZone } from '../../session/viewer.js';
import { text } from './first-texts.js';
import { CreateCalendar } from './operations.js';

/** What a calendar may be for, and the colour that it then begins with. */
const PURPOSES = [
  { name: 'own', color: '#3f4bc9', shared: false },
  { name: 'family', color: '#be185d', shared: true },
  { name: 'club', color: '#0f766e', shared: true },
  { name: 'house', color: '#b45309', shared: true },
] as const;

type Purpose = (typeof PURPOSES)[number];

/** What somebody sees who belongs to no calendar yet: a few to begin with, each made at once. */
export function FirstCalendar({ onMade }: { onMade: () => void }) {
  const { fullName } = useMe();
  const zone = useZone();
  const [key, setKey] = useState(newKey);
  const [purpose, setPurpose] = useState<Purpose>(PURPOSES[0]);
  const [typed, setTyped] = useState<string | null>(null);
  const [create, { loading, error }] = useMutation(CreateCalendar);
  const name = typed ?? text(`first.${purpose.name}.name`, { name: fullName ?? '' });

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const input = { name: name.trim(), color: purpose.color, timeZone: zone, idempotencyKey: key };
    // A refusal is shown in the form.
    const made = (await create({ variables: { input } }).catch(() => null))?.data?.createCalendar;
    if (!made) return;
    toast(text(purpose.shared ? 'first.madeToShare' : 'first.made', { name: input.name }), purpose.color);
    onMade();
    if (purpose.shared) navigate(`/calendars/${encodeURIComponent(made.id)}/settings`);
  };
  return (
    <div className="mx-auto max-w-xl px-4 py-8 sm:py-14">
      <h1 className="text-2xl font-semibold break-words sm:text-3xl">{fullName ? text('first.title', { name: fullName }) : text('first.titleNobody')}</h1>
      <p id="first-lead" className="mt-1 mb-5 text-soft">
        {text('first.lead')}
      </p>
      {/* Another input needs another key, or it would be answered with what the first one made. */}
      <Form error={error} onSubmit={submit} onChange={() => setKey(newKey())} className="grid gap-5">
        <div role="radiogroup" aria-labelledby="first-lead" className="grid gap-2.5 sm:grid-cols-2">
          {PURPOSES.map((one) => (
            <Choice key={one.name} purpose={one} chosen={one === purpose} onChoose={() => setPurpose(one)} />
          ))}
        </div>
        <Field label={text('first.name')} hint={text('first.nameHint')} name="name" value={name} onChange={(event) => setTyped(event.target.value)} maxLength={200} required />
        <FormFault />
        <Button type="submit" look="main" disabled={loading}>
          {text(purpose.shared ? 'first.makeAndInvite' : 'first.make')}
        </Button>
        <p className="text-sm text-soft">{text('first.invited')}</p>
      </Form>
    </div>
  );
}

function Choice({ purpose: { name, color }, chosen, onChoose }: { purpose: Purpose; chosen: boolean; onChoose: () => void }) {
  return (
    <label className="relative flex gap-3 rounded-2xl border border-line bg-surface p-4 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-wash">
      <input type="radio" name="purpose" value={name} checked={chosen} onChange={onChoose} className="absolute inset-0 cursor-pointer appearance-none rounded-2xl" />
      <span aria-hidden className="mt-1.5 size-3 shrink-0 rounded-full" style={{ background: color }} />
      <span className="min-w-0">
        <span className="block font-medium">{text(`first.${name}`)}</span>
        <span className="block text-sm text-soft">{text(`first.${name}.why`)}</span>
      </span>
    </label>
  );
}
