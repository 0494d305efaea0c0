import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startConvene, type Convene } from '../../convene.js';
import { beginJourney, JOURNEY, takeJourney, type Journey } from '../../demo/journey.js';
import { endJourney } from '../../demo/journey/journey-state.js';
import { silentLogger } from '../../platform/logger.js';
import { createTestDatabases } from '../../platform/testing/database.js';

let convene: Convene;
let journey: Journey;

beforeAll(async () => {
  convene = await startConvene({
    env: { PORT: '0', DEMO: '0', AUTH_RATE_LIMIT: '1000' },
    databases: await createTestDatabases(['user', 'event', 'booking', 'notification', 'jobs']),
    logger: silentLogger(),
  });
  journey = beginJourney(convene.url);
});
afterAll(async () => {
  await endJourney(journey);
  await convene.stop();
});

describe('the main journey, over the public door', () => {
  it('goes from registration to everything read anew', async () => {
    const taken: string[] = [];
    await takeJourney(journey, (step) => taken.push(step));
    expect(taken).toEqual(JOURNEY.map(({ name }) => name));
  });
});
