import pg from 'pg';
import { CAST, LAST_TO_COME } from './cast.js';
import type { DemoState } from './fill.js';

/** How far the demo has come, from who has an account; administrators, whom settings make, do not count. */
export async function readDemoState(userDatabaseUrl: string): Promise<DemoState> {
  const client = new pg.Client({ connectionString: userDatabaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ username: string }>(`SELECT username FROM account WHERE role <> 'ADMIN' LIMIT 100`);
    return demoStateOf(rows.map(({ username }) => username));
  } finally {
    await client.end();
  }
}

/** The same, from the names of those who have an account. */
export function demoStateOf(usernames: readonly string[]): DemoState {
  if (usernames.length === 0) return 'EMPTY';
  if (usernames.includes(LAST_TO_COME.username)) return 'FILLED';
  const cast = CAST.map(({ username }) => username);
  return usernames.every((username) => cast.includes(username)) ? 'BEGUN' : 'OTHER';
}
