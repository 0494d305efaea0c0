import { useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react';

interface MenuProps {
  /** What the button says to who does not see it. */
  readonly label: string;
  /** What is seen of the button. */
  readonly face: ReactNode;
  /** What the button looks like: a circle unless told. */
  readonly look?: string;
  readonly children: ReactNode;
}

const ITEMS = '[role^=menuitem]:not([disabled])';

/**
 * A button, and beneath it a menu while it is open (WAI-ARIA's menu button): arrows, Home and End move in it, letters do
 * nothing, Escape and Tab close it, and the focus returns to the button. In it stand `MenuItem`s.
 */
export function Menu({ label, face, look = 'grid size-10 place-items-center rounded-full hover:bg-sunken', children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>(ITEMS)?.focus();
  }, [open]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (event: React.KeyboardEvent): void => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[to % all.length]?.focus();
    else if (event.key === 'Escape') close();
    else if (event.key !== 'Tab') return;
    else return setOpen(false);
    event.preventDefault();
  };
  const left = ({ relatedTarget, currentTarget }: React.FocusEvent): void => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <div className="relative" onBlur={left}>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        className={look}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => event.key === 'ArrowDown' && (event.preventDefault(), setOpen(true))}
      >
        {face}
      </button>
      {open && (
        <>
          <div aria-hidden className="fixed inset-0 z-30" onClick={() => setOpen(false)} />
          <div
            ref={list}
            role="menu"
            aria-label={label}
            className="absolute top-full right-0 z-40 mt-2 w-64 max-w-[calc(100vw-1.5rem)] rounded-2xl border border-line bg-raised p-1.5 shadow-lift"
            onKeyDown={move}
            onClick={({ target }) => target instanceof Element && target.closest('[role=menuitem], [data-closes]') && close()}
          >
            {children}
          </div>
        </>
      )}
    </div>
  );
}

const ITEM = 'flex min-h-10 w-full items-center gap-3 rounded-box px-3 text-left hover:bg-sunken focus-visible:bg-sunken focus-visible:outline-offset-[-2px]';

/** One thing to do; with `href` a place to go. The menu closes behind it. */
export function MenuItem({ href, onClick, children }: { href?: string; onClick?: () => void; children: ReactNode }) {
  if (href !== undefined) return <a role="menuitem" tabIndex={-1} href={href} className={ITEM}>{children}</a>;
  return <button role="menuitem" type="button" tabIndex={-1} className={ITEM} onClick={onClick}>{children}</button>;
}

/** One of several, of which one is chosen; the menu stays open unless it `closes`. */
export function MenuChoice({ chosen, closes = false, ...rest }: ComponentProps<'button'> & { chosen: boolean; closes?: boolean }) {
  return <button role="menuitemradio" type="button" tabIndex={-1} aria-checked={chosen} data-closes={closes || undefined} {...rest} />;
}
