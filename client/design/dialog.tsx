import { useEffect, useId, useRef, type ReactNode } from 'react';
import { text } from '../i18n/text.js';
import { Button } from './controls.js';
import { CloseIcon } from './icons.js';

/** Where the keyboard may begin, the best first. */
const BEGINNINGS = ['[data-first]', 'input, select, textarea', '[data-way-out]'];

/**
 * A window above the page: it takes the keyboard, Escape closes it, and the focus returns to where it was. Without `onClose`
 * it stays until it is taken away. The keyboard begins at what bears `data-first`, else at its first field, else at `data-way-out`.
 */
export function Dialog({ title, onClose, children }: { title: string; onClose?: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    ref.current?.showModal();
    // The browser would take the first button, which closes it.
    const found = BEGINNINGS.map((one) => ref.current?.querySelector<HTMLElement>(one));
    found.find(Boolean)?.focus();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      closedby={onClose ? undefined : 'none'}
      onCancel={(event) => !onClose && event.preventDefault()}
      onClose={onClose}
      className="m-auto w-[min(34rem,calc(100vw-1.5rem))] max-sm:mb-0 max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none rounded-2xl border border-line bg-raised p-5 text-ink shadow-lift"
    >
      <div className="mb-4 flex items-center justify-between">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {onClose && (
          <Button look="quiet" className="-mr-2 px-2.5" aria-label={text('app.close')} onClick={() => ref.current?.close()}>
            <CloseIcon />
          </Button>
        )}
      </div>
      {children}
    </dialog>
  );
}
