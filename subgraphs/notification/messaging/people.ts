import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import type { Person } from '../domain/person.js';
import type { Stores } from '../usecases/ports.js';
import { askForPerson } from './ask-user.js';

/** Finds people by id; all of them are in the answer. */
export type PeopleOf = (userIds: readonly string[]) => Promise<ReadonlyMap<string, Person>>;

/** Takes people from the copy, and asks the user subgraph for those whose copy has not come yet. */
export function createPeopleOf(stores: Stores, client: SubgraphClient): PeopleOf {
  return async (userIds) => {
    const people = new Map((await stores.copies.people(userIds)).map((person) => [person.userId, person]));
    for (const userId of userIds) {
      if (!people.has(userId)) people.set(userId, await askForPerson(client, userId));
    }
    return people;
  };
}
