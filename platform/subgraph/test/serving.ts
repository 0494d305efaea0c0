import { Registry } from 'prom-client';
import { systemClock, type Clock } from '../../clock.js';
import { deriveIdentityKeys } from '../../identity/keys.js';
import type { SessionSource } from '../../identity/sessions.js';
import { createSigner, type SignIdentity } from '../../identity/sign.js';
import { createVerifier, type Callers } from '../../identity/verify.js';
import { silentLogger } from '../../logger.js';
import type { HedgeLimits } from '../http/hedging.js';
import { reachSubgraph, type RemoteSubgraph } from '../http/remote.js';
import { serveSubgraph, type SubgraphServer } from '../http/server.js';
import type { RunningSubgraph } from '../transport.js';

const keys = deriveIdentityKeys(['a secret of the tests that is long enough']);
const CALLERS: Callers = { gateway: 'everything', booking: ['A'] };

/** As whom tests ask. */
export const signerOf = (caller: string, clock: Clock = systemClock): SignIdentity => createSigner(keys, caller, clock);

/** Serves a subgraph at a port of its own. */
export function serveForTest(subgraph: RunningSubgraph, options: { sessions?: SessionSource; clock?: Clock } = {}): Promise<SubgraphServer> {
  const verify = createVerifier({ keys, callee: subgraph.name, callers: CALLERS, clock: options.clock ?? systemClock });
  return serveSubgraph(
    { subgraph, sessions: options.sessions, verify, metrics: new Registry(), logger: silentLogger(), drain: { delay: 0, timeout: 5_000 } },
    { host: '127.0.0.1', port: 0, settings: { host: 'LISTEN', port: 'LISTEN' } },
  );
}

/** Reaches it, as the gateway does. */
export const reachForTest = (name: string, ports: readonly number[], caller = 'gateway', clock: Clock = systemClock, hedges?: HedgeLimits): RemoteSubgraph =>
  reachSubgraph({
    name,
    origins: ports.map((port) => `http://127.0.0.1:${String(port)}`),
    sign: signerOf(caller, clock),
    logger: silentLogger(),
    ownPaths: ['/things/'],
    hedges,
  });
