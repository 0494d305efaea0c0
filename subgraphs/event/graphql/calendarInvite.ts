import { inviteRefusal } from '../domain/invite.js';
import type { QueryResolvers } from './__generated__/resolvers.js';

/**
 * Null for a link that is unknown, revoked, expired or used up, and for a script's token that may not read calendars. Who
 * belongs to the calendar reads the last two as well.
 */
export const calendarInvite: QueryResolvers['calendarInvite'] = async (_, { code }, { reader, services, calendars }) => {
  const found = reader !== null && /^[\w-]{1,100}$/.test(code) ? await services.reads.inviteBehind(code) : null;
  if (!found) return null;
  const { invite, calendarName, calendarColor, memberCount } = found;
  const calendar = await calendars.load(invite.calendarId);
  if (!calendar?.mine && inviteRefusal(invite, services.clock.now()) !== null) return null;
  return { calendarName, calendarColor, memberCount, invitedBy: { id: invite.createdBy }, role: invite.role, calendar };
};
