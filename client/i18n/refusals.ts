import type { BookingRefusal } from '../__generated__/graphql.js';
import { texts } from './text.js';

const text = texts(
  {
    'refusal.SOLD_OUT': 'So many seats are not free any more.',
    'refusal.TOO_MANY_PER_PERSON': 'That is more seats than one person may take here.',
    'refusal.NOT_OPEN_YET': 'Booking has not opened yet.',
    'refusal.CLOSED': 'Booking is closed.',
    'refusal.EVENT_CANCELLED': 'This will not take place, so nothing can be booked.',
    'refusal.HOLD_EXPIRED': 'The time to take the seat is over, and it went to the next.',
    'refusal.ALREADY_BOOKED': 'You have a booking here already.',
  },
  {
    'refusal.SOLD_OUT': 'So viele Plätze sind nicht mehr frei.',
    'refusal.TOO_MANY_PER_PERSON': 'Das sind mehr Plätze, als eine Person hier nehmen darf.',
    'refusal.NOT_OPEN_YET': 'Die Buchung ist noch nicht eröffnet.',
    'refusal.CLOSED': 'Die Buchung ist geschlossen.',
    'refusal.EVENT_CANCELLED': 'Das findet nicht statt, also lässt sich nichts buchen.',
    'refusal.HOLD_EXPIRED': 'Die Zeit zum Annehmen ist vorbei, der Platz ging an die Nächsten.',
    'refusal.ALREADY_BOOKED': 'Du hast hier schon eine Buchung.',
  },
);

/** Why no seats were taken, in the reader's language. */
export const refusalInWords = (reason: BookingRefusal): string => text(`refusal.${reason}`);
