import type { MutationResolvers } from './__generated__/resolvers.js';
import { outcomeOf } from './booking-result.js';
import { checkedKey, plainSeats } from './plain-seats.js';
import { signedIn } from './signed-in.js';

export const book: MutationResolvers['book'] = async (_, { input }, context) =>
  outcomeOf(
    await context.useCases.takeSeats({
      userId: signedIn(context),
      occurrenceId: input.occurrenceId,
      quantity: plainSeats(input.items ?? [{}], ['input', 'items']),
      as: 'CONFIRMED',
      joinWaitlist: input.joinWaitlist ?? false,
      idempotencyKey: checkedKey(input.idempotencyKey),
    }),
  );
