import { readFile, stat } from 'node:fs/promises';
import type { Logger } from '../platform/logger.js';
import { startPeriodic, type Periodic } from '../platform/periodic.js';
import type { SupergraphSource } from './supergraph.js';

/** What to watch, and who is told. */
export interface SupergraphFileParts {
  readonly file: string;
  /** Milliseconds between two looks. */
  readonly poll: number;
  readonly source: SupergraphSource;
  /** Hears of each other supergraph that was found. */
  readonly found: (outcome: 'served' | 'refused') => void;
  readonly logger: Logger;
}

/**
 * Serves another supergraph when its file changes, once it has not changed between two looks: whoever writes it may take
 * their time. Looks instead of listening, since a file that is mounted or replaced tells nobody. A broken one is refused
 * and told once; the old one serves on.
 */
export function watchSupergraphFile({ file, poll, source, found, logger }: SupergraphFileParts): Periodic {
  let seen = '';
  let taken = '';
  let refused = '';

  const look = async (): Promise<void> => {
    const { ino, size, mtimeMs } = await stat(file);
    const stamp = [ino, size, mtimeMs].join(' ');
    const settled = stamp === seen;
    seen = stamp;
    if (!settled || stamp === taken) return;
    const sdl = await readFile(file, 'utf8');
    taken = stamp;
    if (sdl !== source.current().sdl) serve(sdl);
  };
  const serve = (sdl: string): void => {
    try {
      source.replace(sdl);
      found('served');
      logger.info({ file }, 'another supergraph is served');
    } catch (error) {
      found('refused');
      logger.error({ err: error, file }, 'the supergraph in the file is broken: the old one serves on');
    }
  };
  /** A file that is gone is told once, and looked for on. */
  const tellFault = (error: unknown): void => {
    const fault = String(error);
    if (fault !== refused) logger.error({ err: error, file }, 'the file of the supergraph can not be read: the old one serves on');
    refused = fault;
  };

  return startPeriodic('supergraph file', poll, () => look().then(() => void (refused = ''), tellFault), logger);
}
