import { useState, type ReactNode } from 'react';
import { Button } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { Fault } from '../../design/fault.js';
import { text } from './texts.js';

interface QuestionProps {
  readonly title: string;
  /** What follows from it; may hold a field, which is then sent with Enter. */
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly action: string;
  readonly look?: 'main' | 'danger';
  readonly disabled?: boolean;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is done. It stays while that fails, and says why. */
export function Question({ title, children, action, look = 'danger', disabled = false, onConfirm, onClose }: QuestionProps) {
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
      <form onSubmit={run} className="grid gap-4">
        {children}
        {!!error && <Fault error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={(event) => event.currentTarget.closest('dialog')?.close()}>{text('app.cancel')}</Button>
          <Button type="submit" look={look} disabled={busy || disabled}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
