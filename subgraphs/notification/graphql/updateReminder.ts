import { badInput, type InputIssue } from '../../../platform/errors.js';
import type { MutationResolvers, UpdateReminderInput } from './__generated__/resolvers.js';
import { writerOf } from './viewer.js';

export const updateReminder: NonNullable<MutationResolvers['updateReminder']> = (_root, { id, input }, context) => {
  refuseClearing(input);
  return context.useCases.updateReminder(writerOf(context).userId, id, {
    minutesBefore: input.minutesBefore ?? undefined,
    channels: input.channels ?? undefined,
  });
};

/** Null clears; a reminder without minutes or channels is none. */
function refuseClearing(input: UpdateReminderInput): void {
  const cleared = (['minutesBefore', 'channels'] as const).filter((field) => input[field] === null);
  const issues = cleared.map((field): InputIssue => ({ path: ['input', field], message: `\`${field}\` can't be cleared.` }));
  if (issues.length > 0) throw badInput(...issues);
}
