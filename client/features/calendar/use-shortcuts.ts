import { useEffect, useRef } from 'react';

/** What single keys do, by the key. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Hears single keys while nothing is typed anywhere and no window is open above the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const now = useRef(shortcuts);
  useEffect(() => {
    now.current = shortcuts;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest('input, select, textarea, [contenteditable], dialog, [role=menu]') || document.querySelector('dialog[open]')) return;
      const act = now.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
