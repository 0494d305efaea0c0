import type { QueryResolvers } from './__generated__/resolvers.js';

export const deliveryField: NonNullable<QueryResolvers['delivery']> = async (_root, { id }, { reader, viewer, stores }) => {
  const [found] = await stores.deliveries.find([id]);
  const mayRead = found !== undefined && (found.userId === reader?.userId || viewer?.scopes.has('ADMIN') === true);
  return mayRead ? found : null;
};
