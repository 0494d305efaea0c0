import { changesJob, type RelayedChange } from '../../../platform/change-log/relay.js';
import type { Clock } from '../../../platform/clock.js';
import { handleJob, type JobHandler, type Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import type { InWork, Stores } from '../usecases/ports.js';
import type { Tell } from '../usecases/tell.js';
import type { EventQuestions } from './ask-event.js';
import { applyBookingChange } from './booking-changes.js';
import { applyCalendarChange, isCalendarChange } from './calendar-changes.js';
import { applyEventChange, isEventChange } from './event-changes.js';
import type { PeopleOf } from './people.js';
import { applyUserChange } from './user-changes.js';

/** What the consumers of other subgraphs' changes stand on. */
export interface ConsumerGiven {
  readonly clock: Clock;
  readonly stores: Stores;
  readonly inWork: InWork;
  readonly events: EventQuestions;
  readonly jobs: Jobs;
  readonly logger: Logger;
  readonly peopleOf: PeopleOf;
  readonly tell: Tell;
}

/** Takes one change of another subgraph; kinds that concern nobody here are let go. Safe to be handed the same again. */
export async function consumeChange(given: ConsumerGiven, relayed: RelayedChange): Promise<void> {
  switch (relayed.source) {
    case 'user':
      return applyUserChange(given, relayed);
    case 'booking':
      return applyBookingChange(given, relayed);
    case 'event':
      if (isEventChange(relayed.change)) return applyEventChange(given, relayed);
      if (isCalendarChange(relayed.change)) return applyCalendarChange(given, relayed);
      return;
    default:
      given.logger.warn({ source: relayed.source }, 'a change came from somewhere unknown');
  }
}

export const notificationChanges = changesJob('notification');

export const handleChange = (given: ConsumerGiven): JobHandler<never> =>
  handleJob(notificationChanges, (relayed) => consumeChange(given, relayed));
