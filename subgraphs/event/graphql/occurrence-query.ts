import type { QueryResolvers } from './__generated__/resolvers.js';
import { loadOccurrence } from './load-occurrence.js';

export const occurrence: QueryResolvers['occurrence'] = (_, { id }, context) => loadOccurrence(context, id);
