import { useId, type ComponentProps, type ReactNode } from 'react';
import { useFieldFault } from './refusal.js';

const LOOKS = {
  main: 'bg-accent text-on-accent hover:bg-accent-over',
  plain: 'border border-line bg-surface hover:bg-sunken',
  quiet: 'hover:bg-sunken text-soft hover:text-ink',
  danger: 'border border-bad bg-surface text-bad hover:bg-bad-wash',
} as const;

/** A button; one `main` button on a screen at most. */
export function Button({ look = 'plain', className = '', ...rest }: ComponentProps<'button'> & { look?: keyof typeof LOOKS }) {
  const base = 'inline-flex min-h-10 items-center justify-center gap-2 rounded-box px-3.5 font-medium whitespace-nowrap transition-colors disabled:opacity-55';
  return <button type="button" className={`${base} ${LOOKS[look]} ${className}`} {...rest} />;
}

/** What inputs and selects look like. */
export const INPUT = 'w-full min-h-10 rounded-box border border-line-strong bg-surface px-3 text-ink placeholder:text-soft aria-invalid:border-bad [&[readonly]]:border-line [&[readonly]]:bg-sunken';

/** A label, its control, what helps to fill it in, and what the server found wrong with it. */
export function Field({ label, hint, className = '', ...rest }: ComponentProps<'input'> & { label: string; hint?: string }) {
  return (
    <Labelled label={label} hint={hint} name={rest.name} className={className}>
      {(given) => <input className={INPUT} {...given} {...rest} />}
    </Labelled>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Of the input's field, for its fault. */
  readonly name: string | undefined;
  readonly className?: string;
  readonly children: (given: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode;
}

/** What `Field` puts around its input, for any other control. */
export function Labelled({ label, hint, name, className = '', children }: LabelledProps) {
  const id = useId();
  const fault = useFieldFault(name);
  const describedBy = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': fault ? true : undefined })}
      {fault && (
        <p id={`${id}-fault`} className="mt-1 text-sm font-medium text-bad">
          {fault}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}

const NOTICES = { bad: 'bg-bad-wash text-bad', good: 'bg-good-wash text-good', warn: 'bg-warn-wash text-warn' } as const;

/** A few words about how something stands; faults are read out at once. */
export function Notice({ tone, children }: { tone: keyof typeof NOTICES; children: ReactNode }) {
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={`rounded-box px-3.5 py-2.5 ${NOTICES[tone]}`}>
      {children}
    </div>
  );
}

/** The place of something that is on its way. */
export const Skeleton = ({ className }: { className: string }) => <div aria-hidden className={`animate-pulse rounded-box bg-line ${className}`} />;
