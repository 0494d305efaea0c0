import { use, useEffect, useRef, useState, type ComponentProps } from 'react';
import { plainError, type PlainError } from '../graph/errors.js';
import { Fault } from './fault.js';
import { RefusalContext } from './refusal.js';

/** What stands in a field of a form that was sent, as typed; empty where it is missing. */
export function typedIn(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}

/** What a code means in one form: in its own words, and at which of its fields if it is one's. */
export type Meanings = Readonly<Record<string, { readonly says: string; readonly at?: string }>>;

type FormProps = ComponentProps<'form'> & { readonly error: unknown; readonly meanings?: Meanings };

/**
 * A form that says at each field what the server found wrong with it: a `Field` whose name is the input's (`email`,
 * `location.name`) shows its fault until it is changed, and the first such field gets the keyboard. What lies at no field is
 * shown where its `FormFault` stands.
 */
export function Form({ error, meanings = {}, onInput, ...rest }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  const [names] = useState(() => new Set<string>());
  const [changed, setChanged] = useState<{ error: unknown; names: ReadonlySet<string> }>({ error: undefined, names: new Set() });
  const mended = changed.error === error ? changed.names : new Set<string>();
  useEffect(() => {
    if (error) ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);

  const note = (event: React.InputEvent<HTMLFormElement>): void => {
    onInput?.(event);
    const name = event.target instanceof HTMLElement ? event.target.getAttribute('name') : null;
    if (error && name && !mended.has(name)) setChanged({ error, names: new Set([...mended, name]) });
  };
  const told = error ? meant(plainError(error), meanings) : null;
  return (
    <RefusalContext value={{ told, error, names, mended }}>
      <form ref={ref} onInput={note} {...rest} />
    </RefusalContext>
  );
}

function meant(told: PlainError, meanings: Meanings): PlainError {
  const meaning = told.fields.length === 0 ? meanings[told.code ?? ''] : undefined;
  if (!meaning) return told;
  return { ...told, message: meaning.says, fields: meaning.at === undefined ? [] : [{ field: meaning.at, message: meaning.says }] };
}

/** Why the form was refused, but for what its fields say. */
export function FormFault() {
  const { told, error, names } = use(RefusalContext);
  if (!told) return null;
  const elsewhere = told.fields.filter(({ field }) => !names.has(field));
  if (told.fields.length > 0 && elsewhere.length === 0) return null;
  return <Fault error={error} message={elsewhere.length > 0 ? elsewhere.map(({ message }) => message).join(' ') : told.message} />;
}
