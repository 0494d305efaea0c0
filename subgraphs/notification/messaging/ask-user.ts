import { z } from 'zod';
import { CallerError } from '../../../platform/errors.js';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import type { SubgraphClient } from '../../../platform/subgraph/client.js';
import { unknownPerson, type Person } from '../domain/person.js';

const PERSON = /* GraphQL */ `
  query ToldPerson($id: ID!) {
    user(id: $id) { fullName email emailVerified timeZone locale active }
  }
`;

const answer = z.object({
  user: z
    .object({
      fullName: z.string().nullable(),
      email: z.string().nullable(),
      emailVerified: z.boolean().nullable(),
      timeZone: z.string().nullable(),
      locale: z.string().nullable(),
      active: z.boolean().nullable(),
    })
    .nullable(),
});

/** Asks the user subgraph for somebody, as that person: for those whose copy has not come yet. */
export async function askForPerson(client: SubgraphClient, userId: string): Promise<Person> {
  const unknown = unknownPerson(userId);
  try {
    const request = { query: PERSON, variables: { id: userId } };
    const { user } = answer.parse(await client.ask('user', request, onBehalfOf(userId, ['ACCOUNT'])));
    if (!user) return unknown;
    return {
      userId,
      fullName: user.fullName ?? unknown.fullName,
      verifiedEmail: user.emailVerified ? user.email : null,
      timeZone: user.timeZone ?? unknown.timeZone,
      locale: user.locale ?? unknown.locale,
      active: user.active ?? unknown.active,
    };
  } catch (error) {
    if (error instanceof CallerError) return unknown;
    throw error;
  }
}
