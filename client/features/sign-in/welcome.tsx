import type { ReactNode } from 'react';
import { Mark } from '../../design/icons.js';

interface WelcomeProps {
  readonly title: string;
  readonly lead: string;
  /** Shows at a glance what it is about. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages for who is not signed in. */
export function Welcome({ title, lead, icon, children }: WelcomeProps) {
  return (
    <main id="content" className="grid min-h-full place-items-center p-4">
      <div className="w-full max-w-sm">
        <a href="/" className="mx-auto mb-8 flex w-fit items-center gap-2 text-lg font-semibold">
          <Mark /> Convene
        </a>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-lift">
          {icon && <span className="mb-4 grid size-11 place-items-center rounded-full bg-accent-wash text-accent">{icon}</span>}
          <h1 className="text-2xl font-semibold">{title}</h1>
          <p className="mt-1 mb-6 break-words text-soft">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  );
}

/** A way on that looks like the main button. */
export const ButtonLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} className="flex min-h-10 items-center justify-center rounded-box bg-accent px-3.5 font-medium text-on-accent hover:bg-accent-over">
    {children}
  </a>
);
