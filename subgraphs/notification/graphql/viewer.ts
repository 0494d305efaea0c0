import { forbidden, unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { NotificationContext } from '../context.js';

/** Who writes. @throws UNAUTHENTICATED for nobody. */
export function writerOf({ viewer }: NotificationContext): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

/** Who listens, for fields that can't be null. @throws UNAUTHENTICATED for nobody, FORBIDDEN for a token that may not read. */
export function readerOf({ viewer, reader }: NotificationContext): Viewer {
  if (!viewer) throw unauthenticated();
  if (!reader) throw forbidden('This needs the scope INBOX_READ.');
  return reader;
}

/** Whether the reader is this very person. */
export const isOwn = ({ reader }: NotificationContext, userId: string): boolean => reader?.userId === userId;
