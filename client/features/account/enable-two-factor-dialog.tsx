import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import type { BeginTwoFactorMutation } from '../../__generated__/graphql.js';
import { CopyButton } from '../../design/copy-button.js';
import { Button, Field } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { PasswordField } from '../../design/password-field.js';
import { QrCode } from '../../design/qr-code.js';
import { toast } from '../../design/toasts.js';
import { useMe } from '../../session/viewer.js';
import { BeginTwoFactor, ConfirmTwoFactor } from './operations.js';
import { text } from './texts.js';

type Setup = NonNullable<BeginTwoFactorMutation['beginTwoFactor']>;

/** Turns two-factor login on, in three steps: the password, the authenticator, the recovery codes. */
export function EnableTwoFactorDialog({ onClose }: { onClose: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const step = codes ? 3 : setup ? 2 : 1;
  return (
    // The codes are not shown again: there one leaves by saying that they are kept.
    <Dialog key={codes ? 'codes' : 'setup'} title={text(codes ? 'factor.codesTitle' : 'factor.title')} onClose={codes ? undefined : onClose}>
      <p className="-mt-3 mb-3 text-sm text-soft">{text('factor.step', { step })}</p>
      {codes ? <RecoveryCodes codes={codes} onClose={onClose} /> : setup ? <Scan setup={setup} onCodes={setCodes} /> : <Password onSetup={setSetup} />}
    </Dialog>
  );
}

function Password({ onSetup }: { onSetup: (setup: Setup) => void }) {
  const [begin, { loading, error }] = useMutation(BeginTwoFactor);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    // A refusal is shown in the form.
    const answer = await begin({ variables: { password: typedIn(event.currentTarget)('password') } }).catch(() => null);
    if (answer?.data?.beginTwoFactor) onSetup(answer.data.beginTwoFactor);
  };
  return (
    <Form error={error} meanings={{ UNAUTHENTICATED: { says: text('password.wrong'), at: 'password' } }} onSubmit={submit} className="grid gap-4">
      <p className="text-soft">{text('factor.passwordLead')}</p>
      <PasswordField label={text('password.again')} name="password" autoComplete="current-password" required />
      <FormFault />
      <Button type="submit" look="main" disabled={loading} className="justify-self-end">
        {text('factor.next')}
      </Button>
    </Form>
  );
}

function Scan({ setup, onCodes }: { setup: Setup; onCodes: (codes: readonly string[]) => void }) {
  const client = useApolloClient();
  const { id } = useMe();
  const [confirm, { loading, error }] = useMutation(ConfirmTwoFactor);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    // A refusal is shown in the form.
    const answer = await confirm({ variables: { code: typedIn(event.currentTarget)('code').replaceAll(/\s/g, '') } }).catch(() => null);
    const codes = answer?.data?.confirmTwoFactor;
    if (!codes) return;
    client.cache.modify({ id: client.cache.identify({ __typename: 'User', id }), fields: { twoFactorEnabled: () => true } });
    onCodes(codes);
  };
  return (
    <Form error={error} meanings={{ UNAUTHENTICATED: { says: text('factor.wrongCode'), at: 'code' } }} onSubmit={submit} className="grid gap-4">
      <p className="text-soft">{text('factor.scanLead')}</p>
      <QrCode content={setup.uri} label={text('factor.qr')} className="w-52" />
      <p className="text-sm text-soft">
        {text('factor.secret')}
        <code className="mt-1 block rounded-box bg-sunken px-3 py-2 font-mono break-all text-ink select-all">{setup.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field label={text('factor.code')} hint={text('factor.codeHint')} name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      <FormFault />
      <Button type="submit" look="main" disabled={loading} className="justify-self-end">
        {text('factor.confirm')}
      </Button>
    </Form>
  );
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [kept, setKept] = useState(false);
  const { username } = useMe();
  const words = `${codes.join('\n')}\n`;
  const download = (): void => {
    const address = URL.createObjectURL(new Blob([words], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: `convene-${username ?? ''}.txt` });
    link.click();
    URL.revokeObjectURL(address);
  };
  const done = (): void => {
    toast(text('factor.nowOn'));
    onClose();
  };
  return (
    <div className="grid gap-4">
      <p className="text-soft">{text('factor.codesLead')}</p>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-box bg-sunken px-4 py-3 font-mono text-sm min-[420px]:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={words} />
        <Button onClick={download}>{text('factor.download')}</Button>
      </div>
      <label className="flex items-center gap-2.5">
        <input type="checkbox" className="size-4 accent-accent" checked={kept} onChange={({ target }) => setKept(target.checked)} />
        {text('factor.kept')}
      </label>
      <Button look="main" disabled={!kept} onClick={done} className="justify-self-end">
        {text('factor.done')}
      </Button>
    </div>
  );
}
