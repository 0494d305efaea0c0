import { notFound, unauthenticated } from '../../../platform/errors.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device, SessionEnd } from '../domain/session.js';
import { isId } from '../domain/ids.js';
import type { Needs } from './needs.js';
import type { Transact, UserStore } from './store.js';

type Store = Pick<UserStore, 'endSessions' | 'lockAccount' | 'ownsSession' | 'logSecurity'>;
type EndNeeds = Pick<Needs, 'clock' | 'tellSessions'> & { transact: Transact<Store> };

/** Ends the session that the request came with; a script's token has none to end. Says how many ended. */
export const createLogout = (needs: EndNeeds) => (viewer: Viewer | null, device: Device) => {
  const { userId, sessionId } = signedIn(viewer);
  return isId(sessionId) ? end(needs, { accountId: userId, sessionId }, 'LOGOUT', device) : Promise.resolve(0);
};

/** Ends every session of the viewer. Says how many ended. */
export const createLogoutEverywhere = (needs: EndNeeds) => (viewer: Viewer | null, device: Device) =>
  end(needs, { accountId: signedIn(viewer).userId }, 'LOGOUT_EVERYWHERE', device);

/**
 * Ends one session of the viewer; one that has ended already is no fault. Says how many ended.
 * @throws NOT_FOUND for a session that is not the viewer's.
 */
export const createEndSession = (needs: EndNeeds) => async (viewer: Viewer | null, sessionId: string, device: Device) => {
  const { userId } = signedIn(viewer);
  const owns = isId(sessionId) && (await needs.transact((store) => store.ownsSession(userId, sessionId)));
  if (!owns) throw notFound('The session');
  return end(needs, { accountId: userId, sessionId }, 'LOGOUT', device);
};

async function end(
  { transact, tellSessions, clock }: EndNeeds,
  which: { accountId: string; sessionId?: string },
  reason: SessionEnd,
  device: Device,
): Promise<number> {
  const ended = await transact(async (store) => {
    // Behind the account's lock no login can slip a session in between.
    if (which.sessionId === undefined) await store.lockAccount(which.accountId);
    const now = clock.now();
    const ended = await store.endSessions(which, reason, now);
    await store.logSecurity(...ended.map(() => securityEvent(which.accountId, 'LOGOUT', now, device)));
    return ended;
  });
  tellSessions(ended);
  return ended.length;
}

function signedIn(viewer: Viewer | null): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}
