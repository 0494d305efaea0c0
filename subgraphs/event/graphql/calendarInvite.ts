import { inviteRefusal } from '../domain/invite.js';
import type { QueryResolvers } from './__generated__/resolvers.js';

/** Null for a link that is unknown, revoked, expired or used up, and for a script's token that may not read calendars. */
export const calendarInvite: QueryResolvers['calendarInvite'] = async (_, { code }, { reader, services }) => {
  const found = reader !== null && /^[\w-]{1,100}$/.test(code) ? await services.reads.inviteBehind(code) : null;
  if (!found || inviteRefusal(found.invite, services.clock.now()) !== null) return null;
  return { calendarName: found.calendarName, invitedBy: { id: found.invite.createdBy }, role: found.invite.role };
};
