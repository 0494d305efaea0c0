import type { Database } from '../../../platform/database/database.js';
import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import type { Person } from '../domain/person.js';
import { findPeople } from '../store/people.js';
import { askForPerson } from './ask-user.js';

/** Finds people by id; all of them are in the answer. */
export type PeopleOf = (userIds: readonly string[]) => Promise<ReadonlyMap<string, Person>>;

/** Takes people from the copy, and asks the user subgraph for those whose copy has not come yet. */
export function createPeopleOf(database: Database, client: SubgraphClient): PeopleOf {
  return async (userIds) => {
    const people = new Map((await findPeople(database, userIds)).map((person) => [person.userId, person]));
    for (const userId of userIds) {
      if (!people.has(userId)) people.set(userId, await askForPerson(client, userId));
    }
    return people;
  };
}
