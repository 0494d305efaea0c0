import { badInput } from '../../../platform/errors.js';
import type { MutationResolvers } from './__generated__/resolvers.js';
import { signedIn } from './signed-in.js';

const LONGEST_REASON = 1000;

export const cancelBooking: MutationResolvers['cancelBooking'] = (_, { id, reason }, context) => {
  if (reason != null && (reason.length > LONGEST_REASON || reason.includes('\0'))) {
    throw badInput({ path: ['reason'], message: `A reason has at most ${String(LONGEST_REASON)} characters.` });
  }
  return context.useCases.cancelBooking({ userId: signedIn(context), id, reason: reason ?? null });
};
