import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../platform/testing/until.js';
import { buildOnce, createWorkshop, type Instance, type Workshop } from './support/instance.js';
import { createWriter } from './support/writer.js';

let workshop: Workshop;
beforeAll(buildOnce);
beforeEach(() => { workshop = createWorkshop(); });
afterEach(() => workshop.cleanUp());

/** Writes without a pause, strikes in the midst of it, and starts again at once. */
async function killAndStartAgain(strike: (instance: Instance) => void): Promise<{ acknowledged: number; missing: string[] }> {
  const first = await (await workshop.start()).ready();
  const writer = await createWriter(first.url);
  const writing = Promise.all(Array.from({ length: 4 }, () => writer.writeUntilCutOff()));
  await until('forty calendars are acknowledged', () => writer.acknowledged.length >= 40);
  strike(first);
  await Promise.all([writing, first.exited]);

  const second = await (await workshop.start()).ready();
  return { acknowledged: writer.acknowledged.length, missing: await writer.missingAt(second.url) };
}

describe('after a kill -9 during writes, the next start has all that was acknowledged', () => {
  it('when node alone was killed, and PostgreSQL runs on', async () => {
    const { acknowledged, missing } = await killAndStartAgain(({ process }) => process.kill('SIGKILL'));
    expect(acknowledged).toBeGreaterThanOrEqual(40);
    expect(missing).toEqual([]);
  });

  it('when the whole process group was killed', async () => {
    expect((await killAndStartAgain((instance) => instance.killGroup())).missing).toEqual([]);
  });

  it('when PostgreSQL was killed with it', async () => {
    const killed = await killAndStartAgain((instance) => {
      process.kill(workshop.postmaster() ?? 0, 'SIGKILL');
      instance.killGroup();
    });
    expect(killed.missing).toEqual([]);
  });
});
