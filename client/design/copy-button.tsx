import { useEffect, useState } from 'react';
import { text } from '../i18n/text.js';
import { Button } from './controls.js';
import { CheckIcon, CopyIcon } from './icons.js';
import { toast } from './toasts.js';

/** Milliseconds for which the button says that it is done. */
const SAID = 2_500;

interface CopyButtonProps {
  readonly value: string;
  /** Where the page may not write to the clipboard; it says so unless told. */
  readonly onRefused?: () => void;
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ value, onRefused = () => void toast(text('app.copyFailed')) }: CopyButtonProps) {
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
      onRefused();
    }
  };
  return (
    <Button className="shrink-0" onClick={() => void copy()}>
      {copied > 0 ? <CheckIcon /> : <CopyIcon />}
      <span role="status">{text(copied > 0 ? 'app.copied' : 'app.copy')}</span>
    </Button>
  );
}
