import type { ReminderResolvers } from './__generated__/resolvers.js';

export const Reminder: ReminderResolvers = {
  id: ({ id }) => id,
  event: ({ eventId }) => ({ id: eventId }),
  minutesBefore: ({ minutesBefore }) => minutesBefore,
  channels: ({ channels }) => [...channels],
  nextAt: ({ nextAt }) => nextAt,
  lastSentAt: ({ lastSentAt }) => lastSentAt,
};
