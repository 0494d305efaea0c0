import { useMutation } from '@apollo/client/react';
import type { ComponentProps } from 'react';
import { Button } from '../../design/controls.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { ResendVerification } from './operations.js';
import { text } from './texts.js';

/** Has the link mailed once more. */
export function Resend({ words = text('mail.resend'), ...look }: Pick<ComponentProps<typeof Button>, 'look' | 'className'> & { words?: string }) {
  const [resend, { loading }] = useMutation(ResendVerification, {
    onCompleted: () => toast(text('mail.resent')),
    onError: (error) => toast(plainError(error).message),
  });
  return (
    <Button {...look} disabled={loading} onClick={() => void resend()}>
      {words}
    </Button>
  );
}
