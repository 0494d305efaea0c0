import type { AvailabilityResolvers } from './__generated__/resolvers.js';

export const availabilityType: AvailabilityResolvers = {
  occurrenceId: ({ occurrenceId }) => occurrenceId,
  seatsAvailable: ({ seatsAvailable }) => seatsAvailable,
  waitlistLength: ({ waitlistLength }) => waitlistLength,
  occurrence: ({ occurrenceId }) => ({ id: occurrenceId }),
};
