import { useState, type ComponentProps } from 'react';
import { text } from '../i18n/text.js';
import { INPUT, Labelled } from './controls.js';
import { EyeIcon } from './icons.js';

/** A field for a password, which can be looked at while it is typed. */
export function PasswordField({ label, hint, className, ...rest }: ComponentProps<'input'> & { label: string; hint?: string }) {
  const [shown, setShown] = useState(false);
  return (
    <Labelled label={label} hint={hint} name={rest.name} className={className}>
      {(given) => (
        <div className="relative">
          <input {...given} type={shown ? 'text' : 'password'} className={`${INPUT} pr-11`} autoCapitalize="none" spellCheck={false} {...rest} />
          <button
            type="button"
            aria-label={text('app.showPassword')}
            title={text('app.showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-box text-soft hover:text-ink aria-pressed:text-accent"
          >
            <EyeIcon />
          </button>
        </div>
      )}
    </Labelled>
  );
}
