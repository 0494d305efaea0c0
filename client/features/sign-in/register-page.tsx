import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { navigate } from '../../app/router.js';
import { wayOn } from '../../app/way-back.js';
import { Button, Field } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { PasswordField } from '../../design/password-field.js';
import { useTitle } from '../../design/title.js';
import { newKey } from '../../graph/keys.js';
import { locale } from '../../i18n/language.js';
import { keepTokens } from '../../session/tokens.js';
import { useSession } from '../../session/viewer.js';
import { LookIntoMail } from './look-into-mail.js';
import { Register } from './operations.js';
import { Resend } from './resend.js';
import { text } from './texts.js';
import { ButtonLink, Welcome } from './welcome.js';

/** Making an account, in the browser's zone and language; then the mail that verifies its address. */
export function RegisterPage() {
  useTitle(text('register.title'));
  const [register, { loading, error }] = useMutation(Register, { context: { anonymous: true } });
  // Who is not answered, and sends it again, is signed in to the account that was made.
  const key = useRef(newKey());
  const [mailed, setMailed] = useState<string | null>(null);
  const session = useSession();
  useEffect(() => {
    if (session === 'in' && mailed === null) navigate(wayOn(), { replace: true });
  }, [session, mailed]);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const word = (name: string): string => typed(name).trim();
    const input = {
      fullName: word('fullName'),
      username: word('username'),
      email: word('email'),
      password: typed('password'),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: locale(),
      idempotencyKey: key.current,
    };
    // A refusal is shown in the form.
    const answer = await register({ variables: { input } }).catch(() => null);
    if (!answer?.data?.register) return;
    setMailed(input.email);
    keepTokens(answer.data.register);
  };

  if (mailed !== null) return <Registered email={mailed} />;
  return (
    <Welcome title={text('register.title')} lead={text('register.lead')}>
      <Form error={error} onSubmit={submit} className="grid gap-4">
        <Field label={text('register.fullName')} hint={text('register.fullNameHint')} name="fullName" autoComplete="name" required autoFocus />
        <Field
          label={text('register.username')}
          hint={text('register.usernameHint')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          minLength={2}
          maxLength={64}
          required
        />
        <Field label={text('register.email')} name="email" type="email" autoComplete="email" required />
        <PasswordField label={text('signIn.password')} hint={text('register.passwordHint')} name="password" autoComplete="new-password" minLength={8} required />
        <FormFault />
        <Button type="submit" look="main" disabled={loading}>
          {text('register.submit')}
        </Button>
      </Form>
      <a href="/sign-in" className="mt-5 block text-center text-accent hover:underline">
        {text('register.toSignIn')}
      </a>
    </Welcome>
  );
}

function Registered({ email }: { email: string }) {
  return (
    <LookIntoMail title={text('mail.title')} words={text('mail.lead', { email })}>
      <p className="text-soft">{text('mail.until')}</p>
      <ButtonLink href={wayOn()}>{text('mail.go')}</ButtonLink>
      <Resend look="quiet" />
    </LookIntoMail>
  );
}
