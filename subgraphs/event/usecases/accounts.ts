import type { Clock } from '../../../platform/clock.js';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import type { Logger } from '../../../platform/logger.js';
import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import type { Accounts } from './create-calendar.js';

const KEPT_FOR = 60_000;
const MOST_KEPT = 10_000;

interface Account {
  readonly timeZone: string | null;
  /** BCP 47. */
  readonly locale: string | null;
}

const UNKNOWN: Account = { timeZone: null, locale: null };

/** People's own zones and languages, asked of the user subgraph as themselves and kept for a minute. Out of reach, nobody has any. */
export function createAccounts({ client, clock, logger }: { client: SubgraphClient; clock: Clock; logger: Logger }): Accounts {
  const kept = new Map<string, { account: Promise<Account>; until: number }>();
  const ask = async (userId: string): Promise<Account> => {
    try {
      const answer = await client.ask<{ user: Account | null }>(
        'user',
        { query: 'query EventViewer($id: ID!) { user(id: $id) { timeZone locale } }', variables: { id: userId } },
        onBehalfOf(userId, ['ACCOUNT']),
      );
      return answer.user ?? UNKNOWN;
    } catch (error) {
      logger.warn({ err: error }, "a person's zone and language could not be asked for");
      kept.delete(userId);
      return UNKNOWN;
    }
  };
  const accountOf = (userId: string): Promise<Account> => {
    const now = clock.now().getTime();
    const known = kept.get(userId);
    if (known && known.until > now) return known.account;
    if (kept.size >= MOST_KEPT) kept.clear();
    const account = ask(userId);
    kept.set(userId, { account, until: now + KEPT_FOR });
    return account;
  };
  return {
    timeZoneOf: async (userId) => (await accountOf(userId)).timeZone,
    localeOf: async (userId) => (await accountOf(userId)).locale,
  };
}
