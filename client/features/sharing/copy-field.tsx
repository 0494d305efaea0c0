import { useEffect, useId, useRef, useState } from 'react';
import { Button, INPUT } from '../../design/controls.js';
import { CheckIcon, Icon } from '../../design/icons.js';
import { text } from './texts.js';

/** Milliseconds for which the button says that it is done. */
const SAID = 2_500;

/** An address to be taken elsewhere. Where the page may not write to the clipboard it is marked, for the keyboard. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return;
    const timer = setTimeout(() => setCopied(0), SAID);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied((times) => times + 1);
    } catch {
      field.current?.select();
    }
  };
  return (
    <div className="flex min-w-0 gap-2">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input ref={field} id={id} readOnly value={value} className={`${INPUT} min-w-0 font-mono text-sm`} onFocus={(event) => event.currentTarget.select()} />
      <Button className="shrink-0" onClick={copy}>
        {copied > 0 ? <CheckIcon /> : <CopyIcon />}
        <span role="status">{text(copied > 0 ? 'copy.done' : 'copy.do')}</span>
      </Button>
    </div>
  );
}

const CopyIcon = () => <Icon><rect x="9" y="9" width="11" height="11" rx="2" /><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3" /></Icon>;
