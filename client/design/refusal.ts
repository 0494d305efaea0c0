import { createContext, use, useEffect } from 'react';
import type { PlainError } from '../graph/errors.js';

/** Why a form was refused, and what its fields say of it themselves. */
export interface Refusal {
  readonly told: PlainError | null;
  readonly error: unknown;
  /** What the form's fields are called: they show their faults themselves. */
  readonly names: Set<string>;
  /** Fields that were changed since. */
  readonly mended: ReadonlySet<string>;
}

/** Between a `Form` and the fields in it. */
export const RefusalContext = createContext<Refusal>({ told: null, error: undefined, names: new Set(), mended: new Set() });

/** What the server found wrong with the field of this name in the form around it; undefined while nothing is. */
export function useFieldFault(name: string | undefined): string | undefined {
  const { told, names, mended } = use(RefusalContext);
  useEffect(() => {
    if (name === undefined) return;
    names.add(name);
    return () => void names.delete(name);
  }, [name, names]);
  return name === undefined || mended.has(name) ? undefined : told?.fields.find(({ field }) => field === name)?.message;
}
