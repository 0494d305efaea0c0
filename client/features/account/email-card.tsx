import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { Button, Field, Notice } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { PasswordField } from '../../design/password-field.js';
import { Badge, Card } from './card.js';
import { RequestEmailChange } from './operations.js';
import type { Owner } from './settings-page.js';
import { text } from './texts.js';

/** Where mail goes; another address counts once its link was opened. */
export function EmailCard({ me }: { me: Owner }) {
  const [open, setOpen] = useState(false);
  const [mailed, setMailed] = useState<string | null>(null);
  const [change, { loading, error, reset }] = useMutation(RequestEmailChange);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const email = typed('email').trim();
    // A refusal is shown in the form.
    const answer = await change({ variables: { email, password: typed('password') } }).catch(() => null);
    if (!answer?.data?.requestEmailChange) return;
    setMailed(email);
    setOpen(false);
  };
  const close = (): void => {
    reset();
    setOpen(false);
  };
  const state = me.email == null ? null : me.emailVerified ? <Badge tone="good">{text('email.verified')}</Badge> : <Badge tone="warn">{text('email.unverified')}</Badge>;
  return (
    <Card title={text('email.title')} state={state}>
      <p className="mb-4 break-words text-soft">{me.email ?? text('email.none')}</p>
      {mailed && !open && <div className="mb-4"><Notice tone="good">{text('email.sent', { email: mailed })}</Notice></div>}
      {open ? (
        <Form error={error} meanings={{ UNAUTHENTICATED: { says: text('password.wrong'), at: 'password' } }} onSubmit={submit} className="grid max-w-md gap-4">
          <Field label={text('email.new')} hint={text('email.newHint')} name="email" type="email" autoComplete="email" required autoFocus />
          <PasswordField label={text('password.again')} name="password" autoComplete="current-password" required />
          <FormFault />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="main" disabled={loading}>{text('email.submit')}</Button>
            <Button look="quiet" onClick={close}>{text('app.cancel')}</Button>
          </div>
        </Form>
      ) : (
        <Button onClick={() => setOpen(true)}>{text('email.change')}</Button>
      )}
    </Card>
  );
}
