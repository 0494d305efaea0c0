import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginJourney, JOURNEY, readEverything, takeJourney } from '../demo/journey.js';
import { endJourney } from '../demo/journey/journey-state.js';
import { buildOnce, createWorkshop, type Workshop } from './support/instance.js';

let workshop: Workshop;
beforeAll(() => {
  buildOnce();
  workshop = createWorkshop();
});
afterAll(() => workshop.cleanUp());

describe('the main journey', () => {
  it('is all there again after kill -9 and a new start', async () => {
    const env = { AUTH_RATE_LIMIT: '1000' };
    const first = await (await workshop.start(env)).ready();
    const journey = beginJourney(first.url);
    let steps = 0;
    await takeJourney(journey, () => (steps += 1));
    expect(steps).toBe(JOURNEY.length);
    first.killGroup();
    await first.exited;

    await (await workshop.start({ ...env, PORT: new URL(first.url).port })).ready();
    await readEverything(journey);
    await endJourney(journey);
  });
});
