import type { MutationResolvers } from './__generated__/resolvers.js';
import { outcomeOf } from './booking-result.js';
import { signedIn } from './signed-in.js';

export const confirmBooking: MutationResolvers['confirmBooking'] = async (_, { id }, context) =>
  outcomeOf(await context.useCases.confirmBooking({ userId: signedIn(context), id }));
