import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { takeFromAddress } from '../../app/router.js';
import { Button, Notice } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { CheckIcon, MailIcon } from '../../design/icons.js';
import { useTitle } from '../../design/title.js';
import { VerifyEmail } from './operations.js';
import { text } from './texts.js';
import { ButtonLink, Welcome } from './welcome.js';

/** Where a mailed link leads: opening it changes nothing, since programs that look at links do so, too; its button does. */
export function VerifyEmailPage() {
  useTitle(text('verify.title'));
  const [token] = useState(() => takeFromAddress('token'));
  const [verify, { data, loading, error }] = useMutation(VerifyEmail);

  if (data?.verifyEmail) {
    const { email } = data.verifyEmail;
    return (
      <Welcome title={text('verify.doneTitle')} lead={email == null ? text('verify.doneShort') : text('verify.done', { email })} icon={<CheckIcon />}>
        <ButtonLink href="/">{text('verify.go')}</ButtonLink>
      </Welcome>
    );
  }
  return (
    <Welcome title={text('verify.title')} lead={text('verify.lead')} icon={<MailIcon />}>
      <div className="grid gap-4">
        {token === '' ? <Notice tone="bad">{text('link.broken')}</Notice> : error && <Fault error={error} />}
        {token === '' || error ? (
          <a href="/" className="text-center text-accent hover:underline">
            {text('verify.askAgain')}
          </a>
        ) : (
          // A refusal is shown above.
          <Button look="main" disabled={loading} autoFocus onClick={() => void verify({ variables: { token } }).catch(() => null)}>
            {text('verify.submit')}
          </Button>
        )}
      </div>
    </Welcome>
  );
}
