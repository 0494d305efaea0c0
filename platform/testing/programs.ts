import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Where the first of these programs is, or null: then what needs it is skipped by name. The environment's `REQUIRE`, a list
 * with commas, names those whose absence is a fault.
 * @throws when it is missing, and REQUIRE names its first name.
 */
export function findProgram(...names: readonly string[]): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].filter((folder) => folder !== '');
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((place) => existsSync(place));
  const [name = ''] = names;
  if (!found && process.env['REQUIRE']?.split(',').includes(name)) throw new Error(`${name} is required and missing.`);
  return found ?? null;
}
