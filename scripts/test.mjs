import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

// The command beneath `npm test`: lint, types, the supergraph's staleness, then jest; all are run, whatever fails.
// With arguments only jest, which gets them. Counts are left in .cache/test-counts.json, each check as one test.

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
const jestPassed = await runJest();
writeFileSync(COUNTS, JSON.stringify(counts()));
for (const name of failed) process.stdout.write(`\nFailed: ${name} (above).\n`);
process.exitCode = failed.length === 0 && jestPassed ? 0 : 1;

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

function runJest() {
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest', 'bin', 'jest.js'), ...jestArguments];
  const env = { ...process.env, NODE_ENV: 'test', ...(soak ? { SOAK: '1' } : {}) };
  const child = spawn(process.execPath, options, { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve) => child.once('close', (status) => resolve(status === 0)));
}

function counts() {
  const jest = existsSync(COUNTS) ? JSON.parse(readFileSync(COUNTS, 'utf8')) : { passed: 0, failed: 0, skipped: 0, broken: true };
  const brokenJest = !jestPassed && jest.failed === 0 ? 1 : 0;
  const checksPassed = checksToo ? CHECKS.length - failed.length : 0;
  return { passed: jest.passed + checksPassed, failed: jest.failed + failed.length + brokenJest, skipped: jest.skipped };
}
