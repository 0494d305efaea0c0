import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { Button } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { PasswordField } from '../../design/password-field.js';
import { toast } from '../../design/toasts.js';
import { replaceSession } from '../../session/tokens.js';
import { Card } from './card.js';
import { ChangePassword } from './operations.js';
import { text } from './texts.js';

/** Another password: every session ends by it, and another one begins here. */
export function PasswordCard() {
  const [open, setOpen] = useState(false);
  const [change, { loading, error, reset }] = useMutation(ChangePassword);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const input = { currentPassword: typed('currentPassword'), newPassword: typed('newPassword') };
    try {
      await replaceSession(async (token) => {
        const context = { anonymous: true, headers: { authorization: `Bearer ${token}` } };
        return (await change({ variables: { input }, context })).data?.changePassword;
      });
      setOpen(false);
      toast(text('password.changed'));
    } catch {
      // Shown in the form.
    }
  };
  const close = (): void => {
    reset();
    setOpen(false);
  };
  return (
    <Card title={text('password.title')} lead={text('password.lead')}>
      {open ? (
        <Form error={error} meanings={{ UNAUTHENTICATED: { says: text('password.wrong'), at: 'currentPassword' } }} onSubmit={submit} className="grid max-w-md gap-4">
          <PasswordField label={text('password.current')} name="currentPassword" autoComplete="current-password" required autoFocus />
          <PasswordField label={text('password.new')} hint={text('password.newHint')} name="newPassword" autoComplete="new-password" minLength={8} required />
          <FormFault />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="main" disabled={loading}>{text('password.submit')}</Button>
            <Button look="quiet" onClick={close}>{text('app.cancel')}</Button>
          </div>
        </Form>
      ) : (
        <Button onClick={() => setOpen(true)}>{text('password.change')}</Button>
      )}
    </Card>
  );
}
