import { useEffectEvent, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { text } from '../i18n/text.js';
import { Button } from './controls.js';
import { CloseIcon } from './icons.js';
import type { Place } from './place.js';

interface FloatingProps {
  readonly title: string;
  /** What it stands beside. */
  readonly beside: Place;
  /** Stays when somebody clicks elsewhere: something was typed that would be lost. */
  readonly keep?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const GAP = 8;
const NARROW = 640;

/**
 * A card beside what it is about; where there is little room, a sheet at the bottom. The page behind stays usable: Escape or a
 * click elsewhere closes it, and the focus returns to where it was.
 */
export function Floating({ title, beside, keep = false, onClose, children }: FloatingProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const firstPlace = useRef(beside);
  const [at, setAt] = useState<{ left: number; top: number } | undefined>();
  const close = useEffectEvent(onClose);
  const stays = useEffectEvent(() => keep);
  useLayoutEffect(() => {
    const card = ref.current;
    if (!card) return;
    const before = document.activeElement;
    card.showPopover();
    (card.querySelector<HTMLElement>('[data-first]') ?? card).focus({ preventScroll: true });
    // What it stands beside may be drawn anew meanwhile; it stays where that was, and grows within the window.
    const sized = new ResizeObserver(() => setAt(innerWidth >= NARROW ? placeOf(card.getBoundingClientRect(), firstPlace.current) : undefined));
    sized.observe(card);
    const outside = (event: PointerEvent): void => {
      if (!stays() && event.target instanceof Node && !card.contains(event.target)) close();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !document.querySelector('dialog:modal')) close();
    };
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('keydown', escape);
    return () => {
      sized.disconnect();
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('keydown', escape);
      if (before instanceof HTMLElement && card.contains(document.activeElement)) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      popover="manual"
      aria-labelledby={id}
      tabIndex={-1}
      style={at}
      className="fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] w-88 max-w-none overflow-auto rounded-2xl border border-line bg-raised p-4 text-ink shadow-lift outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:w-full max-sm:rounded-b-none max-sm:pb-6 sm:backdrop:bg-transparent"
    >
      <div className="mb-2 flex items-start justify-between gap-2">
        <h2 id={id} className="pt-1.5 text-lg leading-snug font-semibold break-words">
          {title}
        </h2>
        <Button look="quiet" className="-mt-1 -mr-2 shrink-0 px-2.5" aria-label={text('app.close')} onClick={onClose}>
          <CloseIcon />
        </Button>
      </div>
      {children}
    </dialog>
  );
}

/** To the right, else to the left, else over it; never out of the window. */
function placeOf({ width, height }: DOMRect, { left, right, top }: Place): { left: number; top: number } {
  const roomRight = innerWidth - right - GAP;
  const x = roomRight >= width + GAP ? right + GAP : left - GAP - width >= GAP ? left - GAP - width : (innerWidth - width) / 2;
  return { left: x, top: Math.max(GAP, Math.min(top, innerHeight - height - GAP)) };
}
