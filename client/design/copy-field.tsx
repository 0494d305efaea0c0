import { useId, useRef } from 'react';
import { INPUT } from './controls.js';
import { CopyButton } from './copy-button.js';

/** An address to be taken elsewhere. Where the page may not write to the clipboard it is marked, for the keyboard. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="flex min-w-0 gap-2">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input ref={field} id={id} readOnly value={value} className={`${INPUT} min-w-0 font-mono text-sm`} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={value} onRefused={() => field.current?.select()} />
    </div>
  );
}
