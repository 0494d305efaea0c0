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
