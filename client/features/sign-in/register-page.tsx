import { useMutation } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { graphql } from '../../__generated__/index.js';
import { Button, Field } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { typedIn } from '../../design/form.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { locale } from '../../i18n/language.js';
import { keepTokens } from '../../session/tokens.js';
import { Welcome } from './welcome.js';
import { text } from './texts.js';

const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      accessToken
      expiresIn
      refreshToken
    }
  }
`);

/** Making an account, in the browser's zone and language. */
export function RegisterPage() {
  const [register, { loading, error }] = useMutation(Register, { context: { anonymous: true } });

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
    };
    // A refusal is shown below the form.
    const answer = await register({ variables: { input } }).catch(() => null);
    if (!answer?.data?.register) return;
    history.replaceState(null, '', '/');
    keepTokens(answer.data.register);
    toast(text('register.check'));
  };

  const taken = error && plainError(error).code === 'CONFLICT';
  return (
    <Welcome title={text('register.title')} lead={text('register.lead')}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={text('register.fullName')} name="fullName" autoComplete="name" required autoFocus />
        <Field label={text('register.username')} name="username" autoComplete="username" autoCapitalize="none" minLength={2} required />
        <Field label={text('register.email')} name="email" type="email" autoComplete="email" required />
        <Field
          label={text('signIn.password')}
          hint={text('register.passwordHint')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          required
        />
        {error && <Fault error={error} message={taken ? text('error.taken') : undefined} />}
        <Button type="submit" look="main" disabled={loading}>
          {text('register.submit')}
        </Button>
        <a href="/sign-in" className="text-center text-accent hover:underline">
          {text('register.toSignIn')}
        </a>
      </form>
    </Welcome>
  );
}
