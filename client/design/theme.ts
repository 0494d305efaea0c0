/** What a person can choose; `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system';

/** The same name stands in `theme-first.js`, which runs before anything is painted. */
const KEY = 'convene.theme';
const listeners = new Set<() => void>();

/** Which one is chosen in this browser. */
export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Takes it for this browser, from now on. */
export function chooseTheme(chosen: Theme): void {
  if (chosen === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, chosen);
  show();
}

/** Calls `listener` when another one was chosen, in any tab; returns how to stop. */
export function onTheme(listener: () => void): () => void {
  const other = ({ key }: StorageEvent): void => {
    if (key === KEY || key === null) show();
  };
  listeners.add(listener);
  window.addEventListener('storage', other);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', other);
  };
}

function show(): void {
  const now = theme();
  if (now === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = now;
  for (const listener of listeners) listener();
}
