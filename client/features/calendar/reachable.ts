/**
 * Mends what FullCalendar 7.1 leaves out, once it has drawn: what scrolls can be reached by the keyboard, and a day's link is
 * called by what is seen of it, too (WCAG 2.1.1, 2.5.3).
 */
export function makeReachable(frame: HTMLElement | null): void {
  for (const scroller of frame?.querySelectorAll<HTMLElement>('div[style*="overflow"]') ?? []) {
    // Within a table the scroller itself may take no focus, but the head of its row may.
    const head = scroller.querySelector<HTMLElement>('[role=rowheader]');
    if (head) head.tabIndex = 0;
  }
  for (const link of frame?.querySelectorAll<HTMLElement>('[role=columnheader] [role=link]') ?? []) {
    const [seen, name] = [link.textContent.trim(), link.getAttribute('aria-label') ?? ''];
    if (!name.startsWith(seen)) link.setAttribute('aria-label', `${seen}, ${name}`);
  }
}

/**
 * Keeps the keyboard at an entry that is drawn anew, after a change or when it was moved: FullCalendar makes another element of
 * it. An entry is known by where it leads. Windows above the calendar give the focus back to the entry, too. Returns how to stop.
 */
export function keepFocus(frame: HTMLElement): () => void {
  let held: HTMLElement | null = null;
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || target.closest('dialog')) return;
    held = frame.contains(target) && target.matches('a[href]') ? target : null;
  };
  const look = (): void => {
    if (!held || document.activeElement !== document.body) return;
    // It is still there: somebody has left it by hand.
    if (held.isConnected) held = null;
    else frame.querySelector<HTMLElement>(`a[href="${CSS.escape(held.getAttribute('href') ?? '')}"]`)?.focus({ preventScroll: true });
  };
  const lookLater = (): void => void requestAnimationFrame(look);
  const drawn = new MutationObserver(look);
  drawn.observe(frame, { childList: true, subtree: true });
  document.addEventListener('focusin', note);
  document.addEventListener('focusout', lookLater);
  return () => {
    drawn.disconnect();
    document.removeEventListener('focusin', note);
    document.removeEventListener('focusout', lookLater);
  };
}
