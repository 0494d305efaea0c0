import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';

interface Toast {
  readonly id: number;
  readonly words: string;
  /** A CSS colour: whose calendar it is about. */
  readonly color: string | null;
  readonly action: ToastAction | null;
}

/** The one thing that can be done about what a toast says, such as to undo it. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** Milliseconds that a toast is seen. */
const LASTS = 6_000;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in passing: three at most are seen, each for six seconds unless told. Returns how to take it away. */
export function toast(words: string, color: string | null = null, action: ToastAction | null = null, lasts = LASTS): () => void {
  const id = ++last;
  const away = (): void => drop(id);
  set([...toasts.filter((one) => one.words !== words || one.action).slice(-2), { id, words, color, action }]);
  setTimeout(away, lasts);
  return away;
}

const drop = (id: number): void => set(toasts.filter((one) => one.id !== id));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where they are shown, above every window, at whose top they cover no button, and read out. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The last that is shown stands above the others. It is shown when it is empty, too, or what comes would not be read out.
    ref.current?.hidePopover();
    ref.current?.showPopover();
  }, [shown]);
  return (
    <div
      ref={ref}
      role="status"
      popover="manual"
      className="pointer-events-none inset-x-0 top-auto bottom-4 m-0 flex w-auto max-w-none flex-col items-center gap-2 overflow-visible border-0 bg-transparent p-0 px-3 text-ink max-sm:bottom-22 [body:has(dialog:modal)_&]:top-4 [body:has(dialog:modal)_&]:bottom-auto"
    >
      {shown.map((one) => (
        <p key={one.id} className="flex max-w-lg items-center gap-2.5 rounded-2xl border border-line bg-raised px-4 py-2 shadow-lift">
          <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: one.color ?? 'var(--accent)' }} />
          {one.words}
          {one.action && (
            <button
              type="button"
              className="pointer-events-auto -my-1 -mr-2 min-h-8 shrink-0 rounded-box px-2.5 font-semibold text-accent hover:bg-accent-wash"
              onClick={() => {
                drop(one.id);
                one.action?.run();
              }}
            >
              {one.action.label}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
