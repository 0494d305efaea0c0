import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { Button, Field } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { useTitle } from '../../design/title.js';
import { LookIntoMail } from './look-into-mail.js';
import { ForgotPassword } from './operations.js';
import { text } from './texts.js';
import { Welcome } from './welcome.js';

/** Asks for a link to choose another password; whether an account has the address is told to nobody. */
export function ForgotPasswordPage() {
  useTitle(text('forgot.title'));
  const [ask, { loading, error }] = useMutation(ForgotPassword, { context: { anonymous: true } });
  const [mailed, setMailed] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const email = typedIn(event.currentTarget)('email').trim();
    // A refusal is shown in the form.
    const answer = await ask({ variables: { email } }).catch(() => null);
    if (answer?.data?.requestPasswordReset) setMailed(email);
  };

  const back = (
    <a href="/sign-in" className="mt-2 block text-center text-accent hover:underline">
      {text('forgot.toSignIn')}
    </a>
  );
  if (mailed !== null) {
    return (
      <LookIntoMail title={text('forgot.sentTitle')} words={text('forgot.sent', { email: mailed })}>
        <Button onClick={() => setMailed(null)}>{text('forgot.again')}</Button>
        {back}
      </LookIntoMail>
    );
  }
  return (
    <Welcome title={text('forgot.title')} lead={text('forgot.lead')}>
      <Form error={error} onSubmit={submit} className="grid gap-4">
        <Field label={text('register.email')} name="email" type="email" autoComplete="email" required autoFocus />
        <FormFault />
        <Button type="submit" look="main" disabled={loading}>
          {text('forgot.submit')}
        </Button>
      </Form>
      {back}
    </Welcome>
  );
}
