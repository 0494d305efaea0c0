import { useMutation } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { Button, Field } from '../../design/controls.js';
import { Form, FormFault, typedIn, type Meanings } from '../../design/form.js';
import { PasswordField } from '../../design/password-field.js';
import { plainError } from '../../graph/errors.js';
import { keepTokens } from '../../session/tokens.js';
import { SignIn } from './operations.js';
import { text } from './texts.js';

/** Signing in by username or address; the second factor is asked for when the account has one. */
export function SignInForm({ username, onDone }: { username?: string; onDone?: () => void }) {
  const [signIn, { loading, error }] = useMutation(SignIn, { context: { anonymous: true } });
  const [wantsCode, setWantsCode] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = typedIn(event.currentTarget);
    const word = (name: string): string => typed(name).trim();
    const input = { identifier: word('identifier'), password: typed('password'), code: word('code') || null };
    try {
      const { data } = await signIn({ variables: { input } });
      if (!data?.login) return;
      keepTokens(data.login);
      onDone?.();
    } catch (refusal) {
      if (plainError(refusal).code === 'TWO_FACTOR_REQUIRED') setWantsCode(true);
    }
  };

  const asksForCode = !!error && plainError(error).code === 'TWO_FACTOR_REQUIRED';
  return (
    <Form error={asksForCode ? undefined : error} meanings={meanings(wantsCode)} onSubmit={submit} className="grid gap-4">
      <Field label={text('signIn.identifier')} name="identifier" autoComplete="username" autoCapitalize="none" defaultValue={username} required autoFocus={!username} />
      <PasswordField label={text('signIn.password')} name="password" autoComplete="current-password" required data-first={username ? true : undefined} />
      {wantsCode && <CodeField />}
      <FormFault />
      <Button type="submit" look="main" disabled={loading}>
        {text('signIn.submit')}
      </Button>
    </Form>
  );
}

function CodeField() {
  const [recovery, setRecovery] = useState(false);
  return (
    <div>
      {recovery ? (
        <Field key="recovery" label={text('signIn.recovery')} hint={text('signIn.recoveryHint')} name="code" autoComplete="off" autoCapitalize="none" spellCheck={false} required autoFocus />
      ) : (
        <Field key="code" label={text('signIn.code')} hint={text('signIn.codeHint')} name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      )}
      <button type="button" className="mt-2 text-sm text-accent hover:underline" onClick={() => setRecovery(!recovery)}>
        {text(recovery ? 'signIn.useCode' : 'signIn.useRecovery')}
      </button>
    </div>
  );
}

const meanings = (wantsCode: boolean): Meanings => ({
  UNAUTHENTICATED: wantsCode ? { says: text('signIn.wrongCode'), at: 'code' } : { says: text('signIn.wrong') },
  FORBIDDEN: { says: text('signIn.locked') },
});
