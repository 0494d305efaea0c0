import { plainError } from '../graph/errors.js';
import { text } from '../i18n/text.js';
import { Notice } from './controls.js';

/** Why something did not work: in plain words, with what finds it in the server's log. */
export function Fault({ error, message }: { error: unknown; message?: string }) {
  const told = plainError(error);
  return (
    <Notice tone="bad">
      {message ?? told.message}
      {told.requestId && <span className="block text-sm opacity-90">{text('error.reference', { id: told.requestId })}</span>}
    </Notice>
  );
}
