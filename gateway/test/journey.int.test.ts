import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginJourney, JOURNEY, takeJourney, type Journey } from '../../demo/journey.js';
import { endJourney } from '../../demo/journey/journey-state.js';
import { mailboxAt, type ReadMailbox } from '../../demo/mailbox.js';
import { describeWithRedis } from '../../platform/testing/redis.js';
import { startConveneHere } from '../../test/support/convene-here.js';
import { installSeparately } from '../../test/support/installations.js';
import { buildOnce } from '../../test/support/instance.js';

/** Convene behind its public door, however it runs. */
interface Running {
  readonly url: string;
  readonly mailbox: ReadMailbox;
  stop(): Promise<void>;
}

async function startInOneProcess(): Promise<Running> {
  const { url, stop } = await startConveneHere({ AUTH_RATE_LIMIT: '1000' });
  return { url, mailbox: mailboxAt(url), stop };
}

function takeWholeJourney(start: () => Promise<Running>): void {
  let running: Running;
  let journey: Journey;
  beforeAll(async () => {
    running = await start();
    journey = beginJourney(running.url, running.mailbox);
  }, 90_000);
  afterAll(async () => {
    await endJourney(journey);
    await running.stop();
  });

  it('goes from registration to everything read anew', async () => {
    const taken: string[] = [];
    await takeJourney(journey, (step) => taken.push(step));
    expect(taken).toEqual(JOURNEY.map(({ name }) => name));
  });
}

describe('the main journey, over the public door of one process', () => takeWholeJourney(startInOneProcess));

describeWithRedis('the main journey, over the public door of a process for each part', () => {
  beforeAll(buildOnce);
  takeWholeJourney(installSeparately);
});
