import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from './controls.js';

/** The end of a list that goes on: asks for more as soon as it comes near the screen, and by a button. */
export function Endless({ label, busy, onMore }: { label: string; busy: boolean; onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (busy || !ref.current) return;
    const eye = new IntersectionObserver(([seen]) => seen?.isIntersecting && more(), { rootMargin: '300px' });
    eye.observe(ref.current);
    return () => eye.disconnect();
  }, [busy]);
  return (
    <div ref={ref} className="mt-3">
      <Button look="quiet" className="w-full" disabled={busy} onClick={onMore}>
        {label}
      </Button>
    </div>
  );
}
