import type { Database } from '../../../platform/database/database.js';
import type { LiveSession } from '../../../platform/identity/sessions.js';
import type { Role } from '../domain/account.js';
import { scopesOf } from '../domain/scopes.js';
import { isId } from '../domain/ids.js';

/** The session, as long as neither it nor its account has ended, with what its owner may do now. */
export async function readLiveSession(database: Database, sessionId: string): Promise<LiveSession | null> {
  if (!isId(sessionId)) return null;
  const [row] = await database.query<{ account_id: string; role: Role }>(
    `SELECT account_id, role FROM session JOIN account ON account.id = session.account_id
     WHERE session.id = $1 AND ended_at IS NULL AND active`,
    [sessionId],
  );
  return row ? { userId: row.account_id, role: row.role, scopes: scopesOf(row.role) } : null;
}
