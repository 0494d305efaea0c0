import type { MutationResolvers } from './__generated__/resolvers.js';
import { outcomeOf } from './booking-result.js';
import { signedIn } from './signed-in.js';

export const renewHold: MutationResolvers['renewHold'] = async (_, { id }, context) =>
  outcomeOf(await context.useCases.renewHold({ userId: signedIn(context), id }));
