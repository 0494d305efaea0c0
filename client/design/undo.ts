import { useSyncExternalStore } from 'react';
import { plainError } from '../graph/errors.js';
import { text } from '../i18n/text.js';
import { toast } from './toasts.js';

/** Milliseconds in which it can be taken back. */
const GRACE = 7_000;

interface Farewell {
  /** What was done, for the person to read. */
  readonly said: string;
  /** Takes it away for good. Called once: after the grace, or when the page is left, when an answer is no longer waited for. */
  readonly work: () => Promise<unknown>;
}

/** Things of one kind that are as good as gone: the application hides them, and the server is told when nobody can take it back. */
export interface Leaving {
  /** The ids of those that are hidden; they stay so once they are gone. */
  readonly useHidden: () => ReadonlySet<string>;
  /** Hides one, and lets it be taken back for some seconds. What can't be taken away is shown again. */
  readonly leave: (id: string, farewell: Farewell) => void;
  /** Takes it back, as the toast does. */
  readonly stay: (id: string) => void;
}

/** For what can't be taken back on the server: it is not told before the person had time to think again. */
export function createLeaving(): Leaving {
  let hidden: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  const pending = new Map<string, () => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const set = (next: ReadonlySet<string>): void => {
    hidden = next;
    for (const listener of listeners) listener();
  };
  const show = (id: string): void => set(new Set([...hidden].filter((one) => one !== id)));
  const stay = (id: string): void => {
    pending.get(id)?.();
    show(id);
  };
  return {
    useHidden: () => useSyncExternalStore(subscribe, () => hidden),
    stay,
    leave(id, { said, work }) {
      if (hidden.has(id)) return;
      const finish = (): void => {
        end();
        work().catch((refusal: unknown) => {
          show(id);
          toast(plainError(refusal).message);
        });
      };
      const timer = setTimeout(finish, GRACE);
      window.addEventListener('pagehide', finish);
      const away = toast(said, null, { label: text('app.undo'), run: () => stay(id) }, GRACE);
      const end = (): void => {
        clearTimeout(timer);
        window.removeEventListener('pagehide', finish);
        pending.delete(id);
        away();
      };
      pending.set(id, end);
      set(new Set([...hidden, id]));
    },
  };
}

/** For a mutation that may be the last thing the page sends. */
export const LAST_WORD = { fetchOptions: { keepalive: true } } as const;
