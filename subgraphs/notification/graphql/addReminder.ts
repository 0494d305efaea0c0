import type { MutationResolvers } from './__generated__/resolvers.js';
import { writerOf } from './viewer.js';

export const addReminder: NonNullable<MutationResolvers['addReminder']> = (_root, { input }, context) =>
  context.useCases.addReminder(writerOf(context).userId, {
    eventId: input.eventId,
    minutesBefore: input.minutesBefore,
    channels: input.channels ?? ['IN_APP', 'EMAIL'],
  });
