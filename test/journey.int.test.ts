import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginJourney, JOURNEY, readEverything, takeJourney } from '../demo/journey.js';
import { endJourney } from '../demo/journey/journey-state.js';
import { describeWithRedis } from '../platform/testing/redis.js';
import { installInOneProcess, installSeparately, type Installation } from './support/installations.js';
import { buildOnce } from './support/instance.js';

beforeAll(buildOnce);

function takeItAndKill(install: () => Promise<Installation>): void {
  let installation: Installation;
  beforeAll(async () => {
    installation = await install();
  }, 90_000);
  afterAll(() => installation.stop());

  it('is all there again after kill -9 and a new start', async () => {
    const journey = beginJourney(installation.url, installation.mailbox);
    let steps = 0;
    await takeJourney(journey, () => (steps += 1));
    expect(steps).toBe(JOURNEY.length);
    await installation.killAndStartAgain();
    await readEverything(journey);
    await endJourney(journey);
  }, 90_000);
}

describe('the main journey, in one process', () => takeItAndKill(installInOneProcess));

describeWithRedis('the main journey, in a process for each part', () => takeItAndKill(installSeparately));
