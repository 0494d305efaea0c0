import { execFileSync } from 'node:child_process';
import { execPath } from 'node:process';
import { describe, expect, it } from '@jest/globals';

/**
 * Says of each thread, in the order of their beginnings, how far it steps back before and after, and for how many milliseconds
 * it then worked while a large heap was collected.
 */
const SCRIPT = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { setFlagsFromString } from 'node:v8';
  import { runInNewContext } from 'node:vm';
  import { collectBehindAnswers } from './platform/heap.ts';
  const threads = readdirSync('/proc/self/task').map(Number).sort((a, b) => a - b);
  const worked = (thread) => Number(readFileSync('/proc/self/task/' + thread + '/schedstat', 'utf8').split(' ')[0]) / 1e6;
  const before = threads.map((thread) => getPriority(thread));
  collectBehindAnswers();
  const after = threads.map((thread) => getPriority(thread));
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const kept = Array.from({ length: 1_000_000 }, (_, number) => ({ number }));
  const until = threads.map(worked);
  collect();
  console.log(JSON.stringify(threads.map((thread, index) => ({ before: before[index], after: after[index], worked: worked(thread) - until[index] }))), kept.length);
`;
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a process that collects behind its answers', () => {
  it('has exactly those threads step back that collect, and not the one that answers', () => {
    const said = execFileSync(execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], { encoding: 'utf8' });
    const threads = JSON.parse(said.slice(0, said.indexOf(']') + 1)) as { before: number; after: number; worked: number }[];
    const [first, ...others] = threads;
    expect(first?.after).toBe(first?.before);
    expect(others.filter(({ after }) => after >= 10)).toHaveLength(5);
    const collecting = others.filter(({ worked }) => worked > 2);
    expect(collecting.length).toBeGreaterThan(0);
    for (const { after } of collecting) expect(after).toBeGreaterThanOrEqual(10);
  });
});
