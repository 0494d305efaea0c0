import type { Database } from './database.js';

/**
 * The same database, with at most `most` of its connections in use at once through what is answered; who comes later waits
 * in order. What strangers can have done without end then leaves connections to everybody else (a bulkhead). A transaction
 * takes one connection; nobody may ask the share again within one, since all of them might wait for each other.
 */
export function shareOf(database: Database, most: number): Pick<Database, 'query' | 'transaction'> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    // The turn is handed over by who ends: `running` stays as it is then, so that nobody slips in between.
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return {
    query: (text, parameters) => inTurn(() => database.query(text, parameters)),
    transaction: (work) => inTurn(() => database.transaction(work)),
  };
}
