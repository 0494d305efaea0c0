import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

// The command beneath `npm test`: lint, types, the supergraph's staleness, then jest, the files that take the whole machine first;
// all are run, whatever fails. With arguments only jest, which gets them. Counts are left in .cache/test-counts.json, each check as one test.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (...parts) => join(root, 'node_modules', ...parts);
const COUNTS = join(root, '.cache', 'test-counts.json');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--soak');
const soak = process.argv.includes('--soak');
const checksToo = jestArguments.length === 0 && !soak;

const CHECKS = [
  ['lint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']],
  ['types', [bin('typescript', 'bin', 'tsc'), '-p', '.']],
  ['the supergraph is up to date', ['--import', 'tsx', 'scripts/compose.ts', '--check']],
];

mkdirSync(dirname(COUNTS), { recursive: true });
rmSync(COUNTS, { force: true });
const failed = checksToo ? await runChecks() : [];
const runs = [];
for (const crowds of checksToo ? ['only', 'none'] : [undefined]) runs.push(await runJest(crowds));
const counts = total([...runs, { passed: checksToo ? CHECKS.length - failed.length : 0, failed: failed.length, skipped: 0 }]);
writeFileSync(COUNTS, JSON.stringify(counts));
for (const name of failed) process.stdout.write(`\nFailed: ${name} (above).\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** All at once, each told in one piece; the names of those that failed. */
async function runChecks() {
  const outcomes = await Promise.all(
    CHECKS.map(async ([name, args]) => {
      const began = performance.now();
      const { status, output } = await collect(args);
      process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n${status === 0 ? '' : `${output}\n`}`);
      return { name, passed: status === 0 };
    }),
  );
  return outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
}

function collect(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('close', (status) => resolve({ status, output }));
  });
}

/** What it counted; one failure at least where it failed. */
async function runJest(crowds) {
  rmSync(COUNTS, { force: true });
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest', 'bin', 'jest.js'), ...jestArguments];
  const env = { ...process.env, NODE_ENV: 'test', ...(soak ? { SOAK: '1' } : {}), ...(crowds ? { CROWDS: crowds } : {}) };
  const child = spawn(process.execPath, options, { cwd: root, stdio: 'inherit', env });
  const [status] = await once(child, 'close');
  const counted = existsSync(COUNTS) ? JSON.parse(readFileSync(COUNTS, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  return { ...counted, failed: status === 0 ? counted.failed : Math.max(1, counted.failed) };
}

function total(counts) {
  const sum = (name) => counts.reduce((before, one) => before + one[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
