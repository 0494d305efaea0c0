import type { NotificationResolvers } from './__generated__/resolvers.js';

const reference = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** Whoever resolves the references decides again what the reader may see of them. */
export const Notification: NotificationResolvers = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  title: ({ title }) => title,
  body: ({ body }) => body,
  event: ({ eventId }) => reference(eventId),
  occurrence: ({ occurrenceId }) => reference(occurrenceId),
  calendar: ({ calendarId }) => reference(calendarId),
  booking: ({ bookingId }) => reference(bookingId),
  actor: ({ actorId }) => reference(actorId),
  createdAt: ({ createdAt }) => createdAt,
  readAt: ({ readAt }) => readAt,
  deliveries: async ({ id }, _args, { loaders }) => (await loaders.deliveriesOf.load(id))?.deliveries ?? [],
};
