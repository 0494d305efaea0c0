import { text } from '../i18n/text.js';
import { toast } from './toasts.js';

/** Milliseconds in which it can be taken back. */
const GRACE = 7_000;

interface Undoable {
  /** What was done, for the person to read. */
  readonly said: string;
  /** Does it, for good. Called once: after the grace, or when the page is left, when an answer is no longer waited for. */
  readonly work: () => void;
  /** Shows again what was taken away. */
  readonly undo: () => void;
}

/** For what can't be taken back on the server: it is not sent before the person had time to think again. */
export function undoable({ said, work, undo }: Undoable): void {
  const end = (then: () => void) => (): void => {
    clearTimeout(timer);
    window.removeEventListener('pagehide', finish);
    away();
    then();
  };
  const finish = end(work);
  const timer = setTimeout(finish, GRACE);
  window.addEventListener('pagehide', finish);
  const away = toast(said, null, { label: text('app.undo'), run: end(undo) }, GRACE);
}

/** For a mutation that may be the last thing the page sends. */
export const LAST_WORD = { fetchOptions: { keepalive: true } } as const;
