import { useEffect } from 'react';

/** Names the page in the browser's tab and history while it is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Convene' : `${title} · Convene`;
    return () => void (document.title = 'Convene');
  }, [title]);
}
