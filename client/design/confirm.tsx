import { useState, type ReactNode } from 'react';
import { text } from '../i18n/text.js';
import { Button } from './controls.js';
import { Dialog } from './dialog.js';
import { Fault } from './fault.js';

interface ConfirmProps {
  readonly title: string;
  /** What will happen, and what can't be undone; may hold a field, which is then sent with Enter. */
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly action: string;
  readonly look?: 'main' | 'danger';
  /** What the way out says; "Cancel" unless told. */
  readonly cancel?: string;
  readonly disabled?: boolean;
  /** Does it; the window closes when it went well, and says why when it did not. */
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is done that is not taken back easily. The keyboard begins at its field, else at the way out. */
export function Confirm({ title, children, action, look = 'danger', cancel = text('app.cancel'), disabled = false, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (event: React.SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const window = event.currentTarget.closest('dialog');
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      window?.close();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={run} className="grid gap-5">
        <div className="grid gap-4 text-soft">{children}</div>
        {!!error && <Fault error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" data-way-out onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
            {cancel}
          </Button>
          <Button type="submit" look={look} disabled={busy || disabled}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
