import { forbidden } from '../../../platform/errors.js';
import { listenToAgenda } from '../usecases/listen.js';
import type { SubscriptionResolvers } from './__generated__/resolvers.js';
import { asItself } from './as-itself.js';

export const agendaChanged: SubscriptionResolvers['agendaChanged'] = {
  subscribe(_, { after }, { reader, services }) {
    if (reader === null) throw forbidden('This token may not read calendars.');
    return asItself('agendaChanged', listenToAgenda(services, reader, after));
  },
};
