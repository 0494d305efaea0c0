import { useMutation } from '@apollo/client/react';
import { useId, useState, type FormEvent } from 'react';
import type { CalendarRole } from '../../__generated__/graphql.js';
import { Button, INPUT } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { typedIn } from '../../design/form.js';
import { PlusIcon } from '../../design/icons.js';
import { MakeInvite } from './operations.js';
import { atLeast, mayDo, nameOf } from './roles.js';
import { text } from './texts.js';
import type { Shared } from './use-shared-calendar.js';

const DAY = 86_400_000;
const EXPIRIES = ['7', '1', '30', '0'] as const;
const USES = ['0', '1', '10', '100'] as const;

/** Makes a link: for what, for how long and for how many. */
export function LinkForm({ shared, onMade }: { shared: Shared; onMade: () => Promise<void> }) {
  const [make, { loading, error }] = useMutation(MakeInvite);
  const [role, setRole] = useState<CalendarRole>('VIEWER');
  const roles: readonly CalendarRole[] = atLeast(shared.myRole, 'OWNER') ? ['VIEWER', 'EDITOR', 'FREE_BUSY'] : ['VIEWER', 'FREE_BUSY'];

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const [days, uses] = [Number(typed('expiry')), Number(typed('uses'))];
    const input = {
      calendarId: shared.id,
      role,
      expiresAt: days > 0 ? new Date(Date.now() + days * DAY).toISOString() : null,
      maxUses: uses > 0 ? uses : null,
    };
    // A refusal is shown below.
    if (await make({ variables: { input } }).catch(() => null)) await onMade();
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <Select label={text('links.role')} name="role" value={role} onChange={(value) => setRole(value as CalendarRole)} options={roles.map((one) => [one, nameOf(one)])} />
        <Select label={text('links.expiry')} name="expiry" options={EXPIRIES.map((one) => [one, text(`links.expiry.${one}`)])} />
        <Select label={text('links.uses')} name="uses" options={USES.map((one) => [one, text(`links.uses.${one}`)])} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="main" disabled={loading}>
          <PlusIcon /> {text('links.make')}
        </Button>
        <p aria-live="polite" className="min-w-48 flex-1 text-sm text-soft">
          {mayDo(role)}
        </p>
      </div>
      {error && <Fault error={error} />}
    </form>
  );
}

interface SelectProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

function Select({ label, name, options, value, onChange }: SelectProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <select id={id} name={name} className={INPUT} value={value} onChange={(event) => onChange?.(event.target.value)}>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
