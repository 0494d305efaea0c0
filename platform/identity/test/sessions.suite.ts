import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionSource } from '../sessions.js';

const expiresAt = new Date('2026-12-01T10:00:00.250Z');
const held = { userId: 'ada', role: 'MEMBER', scopes: ['ACCOUNT', 'CALENDAR_READ'] };

/** A source that knows a session, two tokens and a key. */
export const heldSessions: SessionSource = {
  session: (id) => Promise.resolve(id === 's1' ? held : null),
  scriptToken: (hash) => {
    if (hash === 'broken') return Promise.reject(new Error('The database is gone.'));
    return Promise.resolve(hash === 'h1' ? { ...held, id: 't1', expiresAt } : hash === 'h2' ? { ...held, id: 't2', expiresAt: null } : null);
  },
  keys: () => Promise.resolve({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'abc', kid: 'k1', alg: 'EdDSA' }] }),
};

/** What the gateway is promised, wherever the sessions are held. */
export function describeSessions(where: string, open: () => Promise<{ sessions: SessionSource; stop(): Promise<void> }>): void {
  describe(`sessions that are held ${where}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.stop());

    it('are told as they are, and null when there is none', async () => {
      expect(await opened.sessions.session('s1')).toEqual(held);
      expect(await opened.sessions.session('s2')).toBeNull();
    });

    it('are told of scripts’ tokens with their end, where they have one', async () => {
      expect(await opened.sessions.scriptToken('h1')).toEqual({ ...held, id: 't1', expiresAt });
      expect(await opened.sessions.scriptToken('h2')).toEqual({ ...held, id: 't2', expiresAt: null });
      expect(await opened.sessions.scriptToken('h3')).toBeNull();
    });

    it('come with the keys that verify tokens', async () => {
      expect(await opened.sessions.keys()).toEqual(await heldSessions.keys());
    });

    it('reject when they can’t be told, rather than say that there is none', async () => {
      await expect(opened.sessions.scriptToken('broken')).rejects.toThrow();
    });
  });
}
