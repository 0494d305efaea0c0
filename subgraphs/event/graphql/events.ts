import { CallerError } from '../../../platform/errors.js';
import type { EventFilter, QueryResolvers } from './__generated__/resolvers.js';
import { eventPage } from './event-page.js';

export const events: QueryResolvers['events'] = async (_, { filter, orderBy, first, after }, context) => {
  refuseWhatIsNotThereYet(filter ?? {});
  const calendarId = filter?.calendarId ?? null;
  // An UNLISTED calendar's link opens what is on it; a calendar that can't be opened narrows to nothing.
  if (calendarId !== null && !(await context.calendars.load(calendarId))) {
    return { edges: [], pageInfo: NOTHING, count: () => Promise.resolve(0) };
  }
  return eventPage(context, { search: { ...filter, text: filter?.search, calendarId }, orderBy, first, after });
};

const NOTHING = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

/** A filter that does not work yet is refused: an answer without it would be a wrong one. */
function refuseWhatIsNotThereYet(filter: EventFilter): void {
  for (const field of ['near', 'maxPrice', 'hasSeats'] as const) {
    if (filter[field] != null) throw new CallerError('NOT_IMPLEMENTED', `The filter \`${field}\` does not work yet.`);
  }
}
