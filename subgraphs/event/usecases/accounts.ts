import type { Clock } from '../../../platform/clock.js';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import type { Logger } from '../../../platform/logger.js';
import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import type { Accounts } from './create-calendar.js';

const KEPT_FOR = 60_000;
const MOST_KEPT = 10_000;

/** People's own zones, asked of the user subgraph as themselves and kept for a minute. Out of reach, nobody has one. */
export function createAccounts({ client, clock, logger }: { client: SubgraphClient; clock: Clock; logger: Logger }): Accounts {
  const kept = new Map<string, { zone: Promise<string | null>; until: number }>();
  const ask = async (userId: string): Promise<string | null> => {
    try {
      const answer = await client.ask<{ user: { timeZone: string | null } | null }>(
        'user',
        { query: 'query EventViewerZone($id: ID!) { user(id: $id) { timeZone } }', variables: { id: userId } },
        onBehalfOf(userId, ['ACCOUNT']),
      );
      return answer.user?.timeZone ?? null;
    } catch (error) {
      logger.warn({ err: error }, "a person's zone could not be asked for");
      kept.delete(userId);
      return null;
    }
  };
  return {
    timeZoneOf(userId) {
      const now = clock.now().getTime();
      const known = kept.get(userId);
      if (known && known.until > now) return known.zone;
      if (kept.size >= MOST_KEPT) kept.clear();
      const zone = ask(userId);
      kept.set(userId, { zone, until: now + KEPT_FOR });
      return zone;
    },
  };
}
