import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { StartRefused } from '../../platform/start-refused.js';
import { until } from '../../platform/testing/until.js';
import { startTestGateway } from './support/gateway.js';

describe('stopping', () => {
  it('answers what is in flight, then lets go of the port', async () => {
    const gateway = await startTestGateway();
    const slow = Promise.all(Array.from({ length: 10 }, () => gateway.post('{ wait(milliseconds: 400) }')));
    await until('all are in flight', () => gateway.graph.seen.length === 10);
    const stopped = gateway.stop();
    for (const { status, body, headers } of await slow) {
      expect([status, body, headers.get('connection')]).toEqual([200, { data: { wait: 400 } }, 'close']);
    }
    await stopped;
    await expect(fetch(gateway.url)).rejects.toThrow();
  });

  it('cuts no request off under load on connections that are kept alive', async () => {
    const gateway = await startTestGateway();
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    let answered = 0;
    const faults: unknown[] = [];
    const load = Array.from({ length: 20 }, async () => {
      for (;;) {
        const outcome = await ask(gateway.url, agent);
        if (outcome === 200) answered += 1;
        else if (outcome !== 'ECONNREFUSED') faults.push(outcome);
        if (outcome !== 200) return;
      }
    });
    await until('the load runs', () => answered > 200);
    await gateway.stop();
    await Promise.all(load);
    agent.destroy();
    expect(faults).toEqual([]);
  });

  it('closes connections that are kept alive and idle', async () => {
    const gateway = await startTestGateway();
    const socket = connect(gateway.port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    await gateway.stop();
    await ended;
  });

  it('closes sockets with a code after which clients connect again, and ends what ran on them', async () => {
    const gateway = await startTestGateway();
    const token = await gateway.sessions.signIn('u1');
    const ended = new Promise((resolve) => {
      gateway.client({ authorization: `Bearer ${token}` }).subscribe(
        { query: 'subscription { calendarChanged(calendarId: "c1") { kind } }' },
        { next: () => undefined, error: resolve, complete: () => resolve('complete') },
      );
    });
    await until('it listens', () => gateway.graph.listeners() === 1);
    const { graph } = gateway;
    const stopped = gateway.stop();
    await stopped;
    expect(graph.listeners()).toBe(0);
    expect(['complete', 1001]).toContain(((await ended) as { code?: number }).code ?? 'complete');
  });
});

describe('starting', () => {
  it('refuses a port in use in one line', async () => {
    const first = await startTestGateway();
    try {
      await expect(startTestGateway({ PORT: String(first.port) })).rejects.toThrow(StartRefused);
    } finally {
      await first.stop();
    }
  });
});

/** The status of one query, or the code of the fault on the way. */
function ask(url: string, agent: Agent): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${url}/graphql`, { agent, method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(JSON.stringify({ query: '{ event(id: "e1") { title organizer { fullName } } }' }));
  });
}
