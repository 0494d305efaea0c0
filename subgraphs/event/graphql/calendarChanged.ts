import { notFound } from '../../../platform/errors.js';
import { listenToCalendar } from '../usecases/listen.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { asItself } from './as-itself.js';

export const calendarChanged: SubscriptionResolvers['calendarChanged'] = {
  subscribe(_, { calendarId, after }, { reader, services }) {
    if (reader === null) throw notFound('The calendar');
    return asItself('calendarChanged', listenToCalendar(services, reader, calendarId, after));
  },
};
