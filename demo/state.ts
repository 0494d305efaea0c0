import { onBehalfOf } from '../platform/identity/viewer.js';
import type { SubgraphClient } from '../platform/subgraph/client.js';
import { CAST, LAST_TO_COME } from './cast.js';
import type { DemoState } from './fill.js';

interface Members {
  users: { edges: { node: { username: string | null } }[] };
}

/** How far the demo has come, from who has an account; administrators, whom settings make, do not count. */
export async function readDemoState(client: SubgraphClient): Promise<DemoState> {
  const query = `{ users(role: MEMBER, first: 100) { edges { node { username } } } }`;
  const { users } = await client.ask<Members>('user', { query }, onBehalfOf('demo', ['ADMIN']), { strict: true });
  return demoStateOf(users.edges.map(({ node: { username } }) => username ?? ''));
}

/** The same, from the names of those who have an account. */
export function demoStateOf(usernames: readonly string[]): DemoState {
  if (usernames.length === 0) return 'EMPTY';
  if (usernames.includes(LAST_TO_COME.username)) return 'FILLED';
  const cast = CAST.map(({ username }) => username);
  return usernames.every((username) => cast.includes(username)) ? 'BEGUN' : 'OTHER';
}
