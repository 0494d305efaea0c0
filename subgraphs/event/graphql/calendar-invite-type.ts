import { usesLeft } from '../domain/invite.js';
import type { CalendarInviteResolvers } from './__generated__/resolvers.js';

export const CalendarInvite: CalendarInviteResolvers = {
  id: (invite) => invite.id,
  code: (invite) => invite.code,
  role: (invite) => invite.role,
  url: (invite, _, { services }) => `${services.publicUrl}/join?code=${invite.code}`,
  expiresAt: (invite) => invite.expiresAt,
  usesLeft: (invite) => usesLeft(invite),
  uses: (invite) => invite.uses,
  createdBy: (invite) => ({ id: invite.createdBy }),
};
