import DataLoader from 'dataloader';
import type { Clock } from '../../../platform/clock.js';
import type { Database } from '../../../platform/database/database.js';
import type { LiveSession, SessionSource } from '../../../platform/identity/sessions.js';
import type { Role } from '../domain/account.js';
import { isId } from '../domain/ids.js';
import { scopesOf } from '../domain/scopes.js';
import type { AccessTokens } from '../security/access-tokens.js';
import { readLiveScriptToken } from './script-tokens.js';

const MOST_AT_ONCE = 1000;

/**
 * What the gateway may ask. Sessions that are asked for at the same moment are read by one query: the gateway looks again
 * at that of every open socket.
 */
export function createSessionSource(parts: { database: Database; accessTokens: AccessTokens; clock: Clock }): SessionSource {
  const { database, accessTokens, clock } = parts;
  const sessions = new DataLoader((ids: readonly string[]) => readLiveSessions(database, ids), {
    cache: false,
    maxBatchSize: MOST_AT_ONCE,
  });
  return {
    session: (sessionId) => sessions.load(sessionId),
    scriptToken: (hash) => readLiveScriptToken(database, hash, clock.now()),
    keys: () => accessTokens.keys(),
  };
}

/** Each session, as long as neither it nor its account has ended, with what its owner may do now. */
async function readLiveSessions(database: Database, sessionIds: readonly string[]): Promise<(LiveSession | null)[]> {
  const rows = await database.query<{ id: string; account_id: string; role: Role }>(
    `SELECT session.id, account_id, role FROM session JOIN account ON account.id = session.account_id
     WHERE session.id = ANY($1::uuid[]) AND ended_at IS NULL AND active`,
    [sessionIds.filter(isId)],
  );
  const live = new Map(rows.map(({ id, account_id: userId, role }) => [id, { userId, role, scopes: scopesOf(role) }]));
  return sessionIds.map((id) => live.get(id.toLowerCase()) ?? null);
}
