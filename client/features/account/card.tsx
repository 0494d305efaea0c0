import type { ReactNode } from 'react';

interface CardProps {
  readonly title?: string;
  readonly lead?: string;
  /** How it stands, beside the title. */
  readonly state?: ReactNode;
  readonly children: ReactNode;
}

/** One matter among a part's settings. */
export function Card({ title, lead, state, children }: CardProps) {
  return (
    <section className="rounded-2xl border border-line bg-surface p-5 sm:p-6">
      {title && (
        <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="font-semibold">{title}</h3>
          {state}
        </div>
      )}
      {lead && <p className="mb-4 max-w-prose text-soft">{lead}</p>}
      {children}
    </section>
  );
}

const TONES = { good: 'bg-good-wash text-good', warn: 'bg-warn-wash text-warn', plain: 'bg-sunken text-soft' } as const;

/** A word or two about how a thing stands. */
export const Badge = ({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) => (
  <span className={`rounded-full px-2.5 py-0.5 text-sm font-medium ${TONES[tone]}`}>{children}</span>
);
