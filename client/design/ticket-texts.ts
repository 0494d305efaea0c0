import { texts } from '../i18n/text.js';

/** What a ticket says. */
export const text = texts(
  {
    'ticket.one': 'Your ticket',
    'ticket.many': 'Your {count} tickets',
    'ticket.which': 'Ticket {number} of {count}',
    'ticket.picture': 'QR code of ticket {number}',
    'ticket.door': 'Show at the door',
    'ticket.print': 'Print',
    'ticket.save': 'Save as picture',
    'ticket.code': 'Code',
    'ticket.later': 'The code of this ticket can’t be shown just now.',
    'ticket.before': 'Ticket before',
    'ticket.next': 'Next ticket',
    'ticket.in': 'Let in {when}',
    'ticket.holder': 'For {name}',
  },
  {
    'ticket.one': 'Dein Ticket',
    'ticket.many': 'Deine {count} Tickets',
    'ticket.which': 'Ticket {number} von {count}',
    'ticket.picture': 'QR-Code von Ticket {number}',
    'ticket.door': 'Am Einlass zeigen',
    'ticket.print': 'Drucken',
    'ticket.save': 'Als Bild sichern',
    'ticket.code': 'Code',
    'ticket.later': 'Der Code dieses Tickets lässt sich gerade nicht zeigen.',
    'ticket.before': 'Vorheriges Ticket',
    'ticket.next': 'Nächstes Ticket',
    'ticket.in': 'Eingelassen {when}',
    'ticket.holder': 'Für {name}',
  },
);
