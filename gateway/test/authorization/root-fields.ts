import type { Got } from './answers.js';
import { fits } from './reading.js';
import { guardOf, readScopeOf, unbuilt } from './schema.js';
import { TABLE } from './table.js';
import { answersOf, type Answer, type Person } from './vocabulary.js';

/** What a script's token must lack so that it is too narrow for a root field. */
export function lacking(type: string, field: string): string[] {
  const guard = guardOf(type, field);
  const scope = guard === null || guard === 'somebody' ? readScopeOf(type, field) : guard;
  return scope === null ? [] : [scope];
}

/** What the schema's own directives make of somebody, before anything says that a field is not built; null: let through. */
function refusalByGuard(type: string, field: string, person: Person): Answer | null {
  const guard = guardOf(type, field);
  if (guard === null) return null;
  if (person === 'nobody') return 'U';
  if (guard === 'somebody') return null;
  return person === 'script' || (guard === 'ADMIN' && person !== 'administrator') ? 'F' : null;
}

/** What is wrong with an answer of a root field, if anything. */
export function faultOf(type: string, field: string, person: Person, got: Got): string[] {
  const row = TABLE[type]?.[field] ?? '';
  const expected = answersOf(row)[person];
  const refusal = unbuilt.has(`${type}.${field}`) ? refusalByGuard(type, field, person) : null;
  const right = refusal === null ? fits(row, got, `${type}.${field}`, person) : got === refusal && got === expected;
  return right ? [] : [`${type}.${field} for ${person}: ${got} instead of ${expected}`];
}
