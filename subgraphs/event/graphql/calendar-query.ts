import type { QueryResolvers } from './__generated__/resolvers.js';

export const calendar: QueryResolvers['calendar'] = (_, { id }, { calendars }) => calendars.load(id);
