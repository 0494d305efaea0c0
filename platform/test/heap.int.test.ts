import { execFileSync } from 'node:child_process';
import { execPath } from 'node:process';
import { describe, expect, it } from '@jest/globals';

/**
 * Says of each thread, in the order of their beginnings, for how many milliseconds it worked while a large heap was collected, until
 * another than the first had worked for fifty; and how far each steps back before and after.
 */
const SCRIPT = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { setFlagsFromString } from 'node:v8';
  import { runInNewContext } from 'node:vm';
  import { collectBehindAnswers } from './platform/heap.ts';
  const threads = readdirSync('/proc/self/task').map(Number).sort((a, b) => a - b);
  const priorities = () => threads.map((thread) => getPriority(thread));
  const times = () => threads.map((thread) => Number(readFileSync('/proc/self/task/' + thread + '/schedstat', 'utf8').split(' ')[0]) / 1e6);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  globalThis.kept = Array.from({ length: 500_000 }, (_, number) => ({ number }));
  const begun = times();
  const worked = () => times().map((time, index) => time - begun[index]);
  while (Math.max(...worked().slice(1)) < 50) collect();
  const [workedNow, before] = [worked(), priorities()];
  collectBehindAnswers();
  console.log(JSON.stringify({ worked: workedNow, before, after: priorities() }));
`;
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a process that collects behind its answers', () => {
  it('has the threads that collect step back, and not the one that answers', () => {
    const said = execFileSync(execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], { encoding: 'utf8' });
    const { worked, before, after } = JSON.parse(said) as Record<'worked' | 'before' | 'after', number[]>;
    expect(after[0]).toBe(before[0]);
    expect(after.filter((priority, index) => priority !== before[index])).toHaveLength(Number(before[0]) < 10 ? 5 : 0);
    const busiest = worked.indexOf(Math.max(...worked.slice(1)), 1);
    expect(after[busiest]).toBeGreaterThanOrEqual(10);
  });
});
