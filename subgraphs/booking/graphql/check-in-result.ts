import type { CheckInResultResolvers } from './__generated__/resolvers.js';

export const checkInResult: CheckInResultResolvers = {
  __resolveType: (value) => ('reason' in value ? 'CheckInRefused' : 'Ticket'),
};
