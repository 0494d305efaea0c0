import type { QueryResolvers } from './__generated__/resolvers.js';

export const event: QueryResolvers['event'] = (_, { id }, { events }) => events.load(id);
