import type { CalendarMemberResolvers } from './__generated__/resolvers.js';

export const CalendarMember: CalendarMemberResolvers = {
  id: (member) => member.id,
  user: (member) => ({ id: member.userId }),
  role: (member) => member.role,
  joinedAt: (member) => member.joinedAt,
};
