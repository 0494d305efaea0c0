import { useId, type ReactNode } from 'react';

/** A part of the settings, under its own heading. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-2xl border border-line bg-surface p-4 shadow-xs sm:p-5">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {aside && <span className="text-soft">{aside}</span>}
      </div>
      {children}
    </section>
  );
}
