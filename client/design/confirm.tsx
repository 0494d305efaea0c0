import { useState, type ReactNode } from 'react';
import { text } from '../i18n/text.js';
import { Button } from './controls.js';
import { Dialog } from './dialog.js';
import { Fault } from './fault.js';

interface ConfirmProps {
  readonly title: string;
  /** What will happen, and what can't be undone. */
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly action: string;
  /** Does it; the window closes when it went well, and says why when it did not. */
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something that can't be undone. The keyboard begins at the way out. */
export function Confirm({ title, children, action, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="mb-5 text-soft">{children}</div>
      {error !== undefined && <div className="mb-4"><Fault error={error} /></div>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose} data-first>
          {text('app.cancel')}
        </Button>
        <Button look="danger" disabled={busy} onClick={() => void run()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
