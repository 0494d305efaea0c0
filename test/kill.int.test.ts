import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../platform/testing/until.js';
import { buildOnce, createWorkshop, type Instance, type Workshop } from './support/instance.js';
import { createWriter, type Writer } from './support/writer.js';

let workshop: Workshop;
let instance: Instance;
let writer: Writer;
beforeAll(async () => {
  buildOnce();
  workshop = createWorkshop();
  instance = await (await workshop.start()).ready();
  writer = await createWriter(instance.url);
});
afterAll(() => workshop.cleanUp());

/** Strikes in the midst of writes, starts again at once, and gives what was acknowledged and is missing. */
async function strikeAndStartAgain(strike: () => void): Promise<string[]> {
  const before = writer.acknowledged.length;
  const writing = writer.writeUntilCutOff(instance.url, 4);
  await until('forty more calendars are acknowledged', () => writer.acknowledged.length >= before + 40);
  strike();
  await Promise.all([writing, instance.exited]);
  instance = await (await workshop.start()).ready();
  return writer.missingAt(instance.url);
}

describe('after a kill -9 during writes, the next start has all that was acknowledged', () => {
  it('when node alone was killed, and PostgreSQL runs on', async () => {
    expect(await strikeAndStartAgain(() => instance.process.kill('SIGKILL'))).toEqual([]);
  });

  it('when the whole process group was killed', async () => {
    expect(await strikeAndStartAgain(() => instance.killGroup())).toEqual([]);
  });

  it('when PostgreSQL was killed with it', async () => {
    const strike = (): void => {
      process.kill(workshop.postmaster() ?? 0, 'SIGKILL');
      instance.killGroup();
    };
    expect(await strikeAndStartAgain(strike)).toEqual([]);
  });
});
