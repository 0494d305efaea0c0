import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import type { TokenScope } from '../../__generated__/graphql.js';
import { CopyButton } from '../../design/copy-button.js';
import { Button, Field, INPUT, Labelled, Notice } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { CreateAccessToken } from './operations.js';
import { text } from './texts.js';

const SCOPES: readonly TokenScope[] = ['CALENDAR_READ', 'CALENDAR_WRITE', 'BOOKING_READ', 'BOOKING_WRITE', 'CHECK_IN', 'INBOX_READ', 'INBOX_WRITE'];
/** Days after which a token ends by itself. */
const LIVES = ['30', '90', '365', 'never'] as const;
const DAY = 86_400_000;

interface NewTokenDialogProps {
  readonly admin: boolean;
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes a script's token, and shows its secret, once. */
export function NewTokenDialog({ admin, onMade, onClose }: NewTokenDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const made = (told: string): void => {
    setSecret(told);
    onMade();
  };
  return secret === null ? (
    <Dialog title={text('tokens.new')} onClose={onClose}>
      <TokenForm scopes={admin ? [...SCOPES, 'ADMIN'] : SCOPES} onMade={made} onClose={onClose} />
    </Dialog>
  ) : (
    // It is not shown again: one leaves by saying so.
    <Dialog key="made" title={text('tokens.madeTitle')}>
      <p className="-mt-2 mb-4 text-soft">{text('tokens.madeWords')}</p>
      <code aria-label={text('tokens.secret')} className="mb-4 block rounded-box bg-sunken px-3.5 py-3 font-mono text-sm break-all select-all">
        {secret}
      </code>
      <div className="flex justify-between gap-2">
        <CopyButton value={secret} />
        <Button look="main" onClick={onClose}>
          {text('tokens.done')}
        </Button>
      </div>
    </Dialog>
  );
}

function TokenForm({ scopes, onMade, onClose }: { scopes: readonly TokenScope[]; onMade: (secret: string) => void; onClose: () => void }) {
  const [create, { loading, error }] = useMutation(CreateAccessToken);
  const [chosen, setChosen] = useState<readonly TokenScope[]>([]);
  const [missing, setMissing] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    setMissing(chosen.length === 0);
    if (chosen.length === 0) return;
    const days = typed('expiresAt');
    const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * DAY).toISOString();
    // A refusal is shown in the form.
    const answer = await create({ variables: { input: { name: typed('name').trim(), scopes: [...chosen], expiresAt } } }).catch(() => null);
    if (answer?.data?.createAccessToken) onMade(answer.data.createAccessToken.secret);
  };
  const toggle = (scope: TokenScope, on: boolean): void => setChosen(scopes.filter((one) => (one === scope ? on : chosen.includes(one))));
  return (
    <Form error={error} onSubmit={submit} className="grid gap-4">
      <Field label={text('tokens.name')} hint={text('tokens.nameHint')} name="name" maxLength={100} autoComplete="off" required />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{text('tokens.scopes')}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex min-h-8 items-center gap-2.5">
            <input type="checkbox" className="size-4 shrink-0 accent-accent" checked={chosen.includes(scope)} onChange={({ target }) => toggle(scope, target.checked)} />
            {text(`scope.${scope}`)}
          </label>
        ))}
      </fieldset>
      {missing && chosen.length === 0 && <Notice tone="bad">{text('tokens.scopesMissing')}</Notice>}
      <Labelled label={text('tokens.ends')} name="expiresAt">
        {(given) => (
          <select {...given} name="expiresAt" defaultValue="90" className={INPUT}>
            {LIVES.map((life) => (
              <option key={life} value={life}>
                {text(`tokens.ends.${life}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <FormFault />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {text('app.cancel')}
        </Button>
        <Button type="submit" look="main" disabled={loading}>
          {text('tokens.make')}
        </Button>
      </div>
    </Form>
  );
}
