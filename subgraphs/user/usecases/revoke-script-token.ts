import { notFound, unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { isId } from '../domain/ids.js';
import type { ScriptToken } from '../domain/script-token.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import type { Needs } from './needs.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'scriptToken' | 'revokeScriptTokens' | 'logSecurity'>;

/**
 * Ends a token of the viewer; one that has ended already is no fault. Whoever caches it is told after the commit.
 * @throws NOT_FOUND for a token that is not the viewer's.
 */
export const createRevokeScriptToken =
  ({ transact, tellSessions, clock }: Pick<Needs, 'clock' | 'tellSessions'> & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, id: string, device: Device): Promise<ScriptToken> => {
    if (!viewer) throw unauthenticated();
    const { token, revoked } = await transact(async (store) => {
      const found = isId(id) ? await store.scriptToken(viewer.userId, id) : null;
      if (!found) throw notFound('The token');
      const now = clock.now();
      const revoked = await store.revokeScriptTokens({ accountId: viewer.userId, id }, now);
      if (revoked.length > 0) await store.logSecurity(securityEvent(viewer.userId, 'TOKEN_REVOKED', now, device));
      return { token: found, revoked };
    });
    tellSessions(revoked);
    return token;
  };
