import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { until } from '../../testing/until.js';
import { defineJob, handleJob, type Jobs, type JobWorker } from '../jobs.js';

const greet = defineJob({ queue: 'greetings', name: 'greet', payload: z.object({ whom: z.string() }), attempts: 3, backoff: 10 });

/** Does something to a job before its moment has come: on a busy machine once more, to another one, whose moment is further away. */
async function beforeItsMoment(name: string, act: (whom: string, at: Date) => Promise<void>): Promise<{ whom: string; at: Date }> {
  for (let ahead = 300; ; ahead *= 2) {
    const whom = `${name}-${String(ahead)}`;
    const at = new Date(Date.now() + ahead);
    await act(whom, at);
    if (Date.now() < at.getTime()) return { whom, at };
  }
}

/** What every make of Jobs promises. */
export function describeJobs(make: string, open: () => Promise<Jobs>): void {
  describe(`jobs over ${make}`, () => {
    let jobs: Jobs;
    let worker: JobWorker;
    const greeted: string[] = [];
    const failures = new Map<string, number>();

    beforeAll(async () => {
      jobs = await open();
      worker = await jobs.work('greetings', [
        handleJob(greet, ({ whom }) => {
          const left = failures.get(whom) ?? 0;
          failures.set(whom, left - 1);
          if (left > 0) return Promise.reject(new Error('not now'));
          greeted.push(whom);
          return Promise.resolve();
        }),
      ]);
    });
    afterAll(() => jobs.close());

    const times = (whom: string): number => greeted.filter((one) => one === whom).length;

    it('runs a job', async () => {
      await jobs.add(greet, { payload: { whom: 'Ada' } });
      await until('Ada was greeted', () => times('Ada') === 1);
    });

    it('refuses a payload that does not fit', async () => {
      await expect(jobs.add(greet, { payload: { whom: 7 } as never })).rejects.toThrow();
    });

    it('takes the same id once while it waits', async () => {
      const { whom, at } = await beforeItsMoment('Bo', async (whom, at) => {
        await Promise.all([1, 2, 3].map(() => jobs.add(greet, { payload: { whom }, id: `greet-${whom}`, at })));
      });
      await jobs.add(greet, { payload: { whom: 'after Bo' }, at: new Date(at.getTime() + 100) });
      await until('the later one was greeted', () => times('after Bo') === 1);
      expect(times(whom)).toBe(1);
    });

    it('waits for its moment', async () => {
      const at = Date.now() + 250;
      await jobs.add(greet, { payload: { whom: 'Cy' }, at: new Date(at) });
      await until('Cy was greeted', () => times('Cy') === 1);
      expect(Date.now()).toBeGreaterThanOrEqual(at - 5);
    });

    it('takes back what waits', async () => {
      const { whom, at } = await beforeItsMoment('Di', async (whom, at) => {
        await jobs.add(greet, { payload: { whom }, id: `greet-${whom}`, at });
        await jobs.cancel(greet, `greet-${whom}`);
      });
      await jobs.add(greet, { payload: { whom: 'after Di' }, at: new Date(at.getTime() + 100) });
      await until('the later one was greeted', () => times('after Di') === 1);
      expect(times(whom)).toBe(0);
    });

    it('tries again what failed, as often as the definition says', async () => {
      failures.set('Ed', 2);
      failures.set('Flo', 3);
      await jobs.addMany(greet, [{ payload: { whom: 'Ed' } }, { payload: { whom: 'Flo' }, id: 'greet-flo' }]);
      await until('Ed was greeted', () => times('Ed') === 1);
      await until('Flo failed three times', () => failures.get('Flo') === 0);
      expect(times('Flo')).toBe(0);
    });

    it('takes an id again once its job was given up', async () => {
      await until('Flo can be greeted', async () => {
        await jobs.add(greet, { payload: { whom: 'Flo' }, id: 'greet-flo' });
        return times('Flo') > 0;
      });
    });

    it('answers a ping, and lets go when stopped', async () => {
      await jobs.ping();
      await worker.stop();
      await jobs.add(greet, { payload: { whom: 'Gus' } });
      expect(times('Gus')).toBe(0);
    });
  });
}
