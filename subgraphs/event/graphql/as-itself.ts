import { mapIterator } from '../../../platform/iteration.js';
import type { ToldChange } from '../domain/told-change.js';

/** A stream in the form that a subscription's root field takes it in: each value under the field's name. */
export async function asItself<Name extends string>(
  field: Name,
  stream: Promise<AsyncIterableIterator<ToldChange>>,
): Promise<AsyncIterableIterator<Record<Name, ToldChange>>> {
  return mapIterator(await stream, (change) => ({ [field]: change }) as Record<Name, ToldChange>);
}
