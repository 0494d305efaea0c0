import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Prints the ten slowest test files, and leaves the counts in `.cache/test-counts.json` for `scripts/test.mjs`. */
export default class SlowestReporter {
  onRunComplete(_contexts, results) {
    const files = results.testResults
      .filter((file) => !file.skipped)
      .map((file) => ({
        name: relative(process.cwd(), file.testFilePath),
        seconds: (file.perfStats.end - file.perfStats.start) / 1000,
      }))
      .sort((a, b) => b.seconds - a.seconds);
    if (files.length > 1) {
      process.stdout.write('\nThe slowest files:\n');
      for (const { name, seconds } of files.slice(0, 10)) process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${name}\n`);
    }
    mkdirSync('.cache', { recursive: true });
    writeFileSync(
      '.cache/test-counts.json',
      JSON.stringify({
        passed: results.numPassedTests,
        failed: results.numFailedTests + results.testResults.filter((file) => file.testExecError).length,
        skipped: results.numPendingTests + results.numTodoTests,
        interrupted: results.wasInterrupted,
      }),
    );
  }
}
