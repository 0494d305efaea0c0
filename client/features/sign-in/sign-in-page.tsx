import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { graphql } from '../../__generated__/index.js';
import { Button, Field } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { typedIn } from '../../design/form.js';
import { plainError } from '../../graph/errors.js';
import { keepTokens } from '../../session/tokens.js';
import { Welcome } from './welcome.js';
import { text } from './texts.js';

const SignIn = graphql(`
  mutation SignIn($input: LoginInput!) {
    login(input: $input) {
      accessToken
      expiresIn
      refreshToken
    }
  }
`);

/** Signing in by username or address; the second factor is asked for when the account has one. */
export function SignInPage() {
  const [signIn, { loading, error }] = useMutation(SignIn, { context: { anonymous: true } });
  const [wantsCode, setWantsCode] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const word = (name: string): string => typed(name).trim();
    const input = { identifier: word('identifier'), password: typed('password'), code: word('code') || null };
    try {
      const { data } = await signIn({ variables: { input } });
      if (data?.login) keepTokens(data.login);
    } catch (refusal) {
      if (plainError(refusal).code === 'TWO_FACTOR_REQUIRED') setWantsCode(true);
    }
  };

  const code = error ? plainError(error).code : null;
  return (
    <Welcome title={text('signIn.title')} lead={text('signIn.lead')}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={text('signIn.identifier')} name="identifier" autoComplete="username" autoCapitalize="none" required autoFocus />
        <Field label={text('signIn.password')} name="password" type="password" autoComplete="current-password" required />
        {wantsCode && <Field label={text('signIn.code')} name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />}
        {error && code !== 'TWO_FACTOR_REQUIRED' && <Fault error={error} message={refusals[code ?? '']?.()} />}
        <Button type="submit" look="main" disabled={loading}>
          {text('signIn.submit')}
        </Button>
        <a href="/register" className="text-center text-accent hover:underline">
          {text('signIn.toRegister')}
        </a>
      </form>
    </Welcome>
  );
}

/** What these codes mean here, in other words than elsewhere. */
const refusals: Readonly<Record<string, () => string>> = {
  UNAUTHENTICATED: () => text('error.credentials'),
  FORBIDDEN: () => text('error.locked'),
};
