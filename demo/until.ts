import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again, every few milliseconds, until there is an answer.
 * @throws when `limit` milliseconds pass, saying what was waited for.
 */
export async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, limit: number): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${String(limit)} ms in vain: ${what}.`);
    await pause(20);
  }
}
