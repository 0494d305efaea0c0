import type { ChildProcess } from 'node:child_process';

/** Resolves once a start says that it is ready. */
export function readiness({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = '';
    stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('is ready')) resolve();
    });
  });
}
