import { useMutation } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { Button, Field } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { PasswordField } from '../../design/password-field.js';
import { toast } from '../../design/toasts.js';
import { DisableTwoFactor } from './operations.js';
import { text } from './texts.js';

/** Turns two-factor login off, for who has both proofs. */
export function DisableTwoFactorDialog({ onClose }: { onClose: () => void }) {
  const [disable, { loading, error }] = useMutation(DisableTwoFactor);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    // A refusal is shown in the form; which of the two was wrong is not told.
    const answer = await disable({ variables: { password: typed('password'), code: typed('code').trim() } }).catch(() => null);
    if (!answer?.data?.disableTwoFactor) return;
    toast(text('factor.nowOff'));
    onClose();
  };
  return (
    <Dialog title={text('factor.turnOff')} onClose={onClose}>
      <p className="-mt-2 mb-4 text-soft">{text('factor.offLead')}</p>
      <Form error={error} meanings={{ UNAUTHENTICATED: { says: text('factor.offWrong') } }} onSubmit={submit} className="grid gap-4">
        <PasswordField label={text('password.again')} name="password" autoComplete="current-password" required />
        <Field label={text('factor.offCode')} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required />
        <FormFault />
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>{text('app.cancel')}</Button>
          <Button type="submit" look="danger" disabled={loading}>{text('factor.turnOff')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
