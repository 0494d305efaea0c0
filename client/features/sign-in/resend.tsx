import { useMutation } from '@apollo/client/react';
import type { ComponentProps } from 'react';
import { Button } from '../../design/controls.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { ResendVerification } from './operations.js';
import { text } from './texts.js';

/** Has the link mailed once more. */
export function Resend(props: Pick<ComponentProps<typeof Button>, 'look' | 'className'>) {
  const [resend, { loading }] = useMutation(ResendVerification, {
    onCompleted: () => toast(text('mail.resent')),
    onError: (error) => toast(plainError(error).message),
  });
  return (
    <Button {...props} disabled={loading} onClick={() => void resend()}>
      {text('mail.resend')}
    </Button>
  );
}
