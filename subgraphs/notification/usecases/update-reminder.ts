import { CallerError, notFound } from '../../../platform/errors.js';
import type { Channel } from '../domain/notification.js';
import { faultsOfReminder, tidyChannels, type Reminder } from '../domain/reminder.js';
import type { PlanGiven, PlanReminder } from './plan-reminder.js';
import { MinutesTaken } from './ports.js';
import { refuseFaults } from './refuse-faults.js';

export interface UpdateReminderInput {
  readonly minutesBefore?: number | undefined;
  readonly channels?: readonly Channel[] | undefined;
}

/**
 * Changes one's own reminder. With other minutes it counts from now on: a moment that has passed already goes to the
 * next occurrence.
 * @throws BAD_USER_INPUT, NOT_FOUND, CONFLICT when there is one with those minutes already.
 */
export type UpdateReminder = (userId: string, id: string, input: UpdateReminderInput) => Promise<Reminder>;

export const createUpdateReminder =
  (given: PlanGiven & { readonly planReminder: PlanReminder }): UpdateReminder =>
  async (userId, id, input) => {
    const { clock, stores, planReminder } = given;
    refuseFaults(faultsOfReminder(input));
    const present = await stores.reminders.find(id);
    if (present?.userId !== userId) throw notFound('The reminder');
    const moves = input.minutesBefore !== undefined && input.minutesBefore !== present.minutesBefore;
    const changed = await refusingTwins(() =>
      stores.reminders.change(id, userId, {
        minutesBefore: input.minutesBefore,
        channels: input.channels && tidyChannels(input.channels),
        armedFrom: moves ? clock.now() : undefined,
      }),
    );
    if (!changed) throw notFound('The reminder');
    await planReminder(id);
    return (await stores.reminders.find(id)) ?? changed;
  };

async function refusingTwins<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof MinutesTaken)) throw error;
    throw new CallerError('CONFLICT', 'There is a reminder with these minutes already.');
  }
}
