import type { UserResolvers } from './__generated__/resolvers.js';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  id: (user) => user.id,
  calendars: ({ id }, _, { reader, services }) => (reader === id ? services.reads.calendarsOfMember(id) : null),
};
