import { actorOf } from '../context.js';
import { revokeCalendarInvite as revoke } from '../usecases/revoke-calendar-invite.js';
import type { MutationResolvers } from './__generated__/resolvers.js';

export const revokeCalendarInvite: MutationResolvers['revokeCalendarInvite'] = async (_, { id }, context) => {
  await revoke(context.services, actorOf(context), id);
  return { deletedId: id };
};
