import { calendarsOfMember } from '../store/seen-calendars.js';
import type { UserResolvers } from './__generated__/resolvers.js';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  id: (user) => user.id,
  calendars: ({ id }, _, { reader, services }) => (reader === id ? calendarsOfMember(services.sql, id) : null),
};
