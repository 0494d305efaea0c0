import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { takeFromAddress } from '../../app/router.js';
import { Button, Notice } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { CheckIcon } from '../../design/icons.js';
import { PasswordField } from '../../design/password-field.js';
import { useTitle } from '../../design/title.js';
import { ResetPassword } from './operations.js';
import { text } from './texts.js';
import { ButtonLink, Welcome } from './welcome.js';

/** Where a mailed link leads: opening it changes nothing, sending the form does. */
export function ResetPasswordPage() {
  useTitle(text('reset.title'));
  const [token] = useState(() => takeFromAddress('token'));
  const [reset, { data, loading, error }] = useMutation(ResetPassword, { context: { anonymous: true } });

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const newPassword = typedIn(event.currentTarget)('newPassword');
    // A refusal is shown in the form.
    void reset({ variables: { input: { token, newPassword } } }).catch(() => null);
  };

  if (data?.resetPassword) {
    return (
      <Welcome title={text('reset.doneTitle')} lead={text('reset.done')} icon={<CheckIcon />}>
        <ButtonLink href="/sign-in">{text('signIn.submit')}</ButtonLink>
      </Welcome>
    );
  }
  return (
    <Welcome title={text('reset.title')} lead={text('reset.lead')}>
      {token === '' ? (
        <Notice tone="bad">{text('link.broken')}</Notice>
      ) : (
        <Form error={error} onSubmit={submit} className="grid gap-4">
          <PasswordField label={text('reset.password')} hint={text('register.passwordHint')} name="newPassword" autoComplete="new-password" minLength={8} required autoFocus />
          <FormFault />
          <Button type="submit" look="main" disabled={loading}>
            {text('reset.submit')}
          </Button>
        </Form>
      )}
      {(token === '' || error) && (
        <a href="/forgot-password" className="mt-5 block text-center text-accent hover:underline">
          {text('reset.askAgain')}
        </a>
      )}
    </Welcome>
  );
}
