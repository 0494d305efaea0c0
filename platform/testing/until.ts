import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again, every few milliseconds, until the answer is neither false, null nor undefined; gives that answer.
 * @throws when `limit` milliseconds pass, saying what was waited for.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  limit = 20_000,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer as Exclude<T, false | null | undefined>;
    if (Date.now() > end) throw new Error(`Waited ${String(limit)} ms in vain until ${what}.`);
    await pause(10);
  }
}
