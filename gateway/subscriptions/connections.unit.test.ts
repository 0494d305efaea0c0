import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebSocket } from 'ws';
import { unauthenticated } from '../../platform/errors.js';
import { silentLogger } from '../../platform/logger.js';
import { manualClock } from '../../platform/testing/clock.js';
import { until } from '../../platform/testing/until.js';
import type { Caller } from '../identity.js';
import { FORBIDDEN, watchConnections, type Connection, type Connections } from './connections.js';

const clock = manualClock();

const caller = (sessionId: string): Caller => ({
  viewer: { userId: 'ada', sessionId, role: 'MEMBER', scopes: new Set() },
  expiresAt: null,
  lives: () => Promise.resolve(true),
});

describe('connections of sessions that may have changed', () => {
  let connections: Connections;
  let asked: (string | undefined)[];
  let closed: string[];

  const open = (sessionId: string): void => {
    const socket = { close: (code: number) => void closed.push(`${sessionId} ${String(code)}`) } as unknown as WebSocket;
    const client = {} as Connection['client'];
    connections.add({ socket, authorization: sessionId, client, caller: caller(sessionId), lookedAt: clock.now().getTime() });
  };

  beforeEach(() => {
    asked = [];
    closed = [];
    const identify = (authorization: string | undefined): Promise<Caller> => {
      asked.push(authorization);
      return authorization === 'alive' ? Promise.resolve(caller('alive')) : Promise.reject(unauthenticated('This session has ended.'));
    };
    connections = watchConnections(identify, clock, silentLogger());
    for (const sessionId of ['alive', 'ended', 'ended too']) open(sessionId);
  });
  afterEach(() => connections.stop());

  it('are looked at again where the session is named', async () => {
    connections.sessionChanged('ended');
    await until('one is closed', () => closed.length === 1);
    expect(asked).toEqual(['ended']);
  });

  it('are all looked at again where none is named, and closed where the session has ended', async () => {
    connections.sessionChanged(null);
    expect(asked).toEqual(['alive', 'ended', 'ended too']);
    await until('both are closed', () => closed.length === 2);
    expect(closed).toEqual([`ended ${String(FORBIDDEN)}`, `ended too ${String(FORBIDDEN)}`]);
  });
});
