import { useState } from 'react';
import { text } from '../i18n/text.js';
import { Button } from './controls.js';
import { CheckIcon, CopyIcon } from './icons.js';
import { toast } from './toasts.js';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ value, label = text('app.copy') }: { value: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without a secure context there is no clipboard.
      toast(text('app.copyFailed'));
    }
  };
  return (
    <Button onClick={() => void copy()}>
      {copied ? <CheckIcon /> : <CopyIcon />}
      <span aria-live="polite">{copied ? text('app.copied') : label}</span>
    </Button>
  );
}
