import type { ReactNode } from 'react';
import { Mark } from '../../design/icons.js';

/** The frame of the pages for who is not signed in. */
export function Welcome({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main id="content" className="grid min-h-full place-items-center p-4">
      <div className="w-full max-w-sm">
        <p className="mb-8 flex items-center justify-center gap-2 text-lg font-semibold">
          <Mark /> Convene
        </p>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-lift">
          <h1 className="text-2xl font-semibold">{title}</h1>
          <p className="mt-1 mb-6 text-soft">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  );
}
