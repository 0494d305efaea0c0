import { useEffect } from 'react';

let page = '';
let waiting = 0;

function show(): void {
  const count = waiting > 99 ? '(99+) ' : waiting > 0 ? `(${String(waiting)}) ` : '';
  document.title = `${count}${page === '' ? '' : `${page} · `}Convene`;
}

/** Names the page in the browser's tab and history while it is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    page = title;
    show();
    return () => {
      page = '';
      show();
    };
  }, [title]);
}

/** Puts before the page's name how much waits to be read, so that a tab in the background tells it: `(3) Convene`. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    waiting = count;
    show();
    return () => {
      waiting = 0;
      show();
    };
  }, [count]);
}
