import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../platform/testing/until.js';
import { buildOnce, createWorkshop } from './support/instance.js';
import { startLoad } from './support/load.js';
import { join } from './support/two-gateways.js';

/** Milliseconds within which a process has ended that was told to. */
const GONE = 15_000;
const PER_SECOND = 200;
const ROUNDS = 3;
/** What was never begun: whoever came found nobody at the door. */
const CAME_TOO_LATE = 'ECONNREFUSED';

describe('SIGTERM at 200 requests a second', () => {
  const workshop = createWorkshop();
  beforeAll(() => buildOnce());
  afterAll(() => workshop.cleanUp());

  it('fails none in flight, and the process is out within 15 seconds', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const instance = await (await workshop.start()).ready();
      const { token } = await join(instance.url, `ada${String(round)}`);
      const load = startLoad([instance.url], PER_SECOND, token, [{ query: '{ me { username } }' }]);
      // What is compiled and planned at first use would hold back the rest.
      await until('the load runs', () => load.answered > 5 * PER_SECOND, 60_000);
      const [before, began] = [load.answered, performance.now()];
      await until('a second of it has passed', () => performance.now() - began > 1_000);
      const pace = ((load.answered - before) * 1000) / (performance.now() - began);
      const told = performance.now();
      instance.process.kill('SIGTERM');
      expect(await instance.exited).toBe(0);
      expect(performance.now() - told).toBeLessThan(GONE);
      await load.stop();
      process.stdout.write(`${pace.toFixed(0)} a second at the signal; the slowest answer took ${load.slowest.toFixed(0)} ms.\n`);
      expect(load.faults.filter((fault) => !fault.includes(CAME_TOO_LATE))).toEqual([]);
    }
  });
});
