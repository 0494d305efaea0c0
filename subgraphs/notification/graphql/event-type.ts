import type { EventResolvers } from './__generated__/resolvers.js';

/** Only the reader's own things hang on an event here, so that its reference needs no look at the event. */
export const Event: EventResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  id: ({ id }) => id,
  myReminders: async ({ id }, _args, { reader, loaders }) =>
    reader ? ((await loaders.myReminders.load(id))?.reminders ?? []) : null,
};
