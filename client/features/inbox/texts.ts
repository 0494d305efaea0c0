import { texts } from '../../i18n/text.js';

/** What the inbox says. */
export const text = texts(
  {
    'inbox.title': 'Inbox',
    'inbox.unread': '{count} unread',
    'inbox.markAll': 'Mark all as read',
    'inbox.empty': 'Nothing here. When somebody changes what you go to, you read it here.',
    'inbox.more': 'Show more',
  },
  {
    'inbox.title': 'Posteingang',
    'inbox.unread': '{count} ungelesen',
    'inbox.markAll': 'Alle als gelesen markieren',
    'inbox.empty': 'Hier ist nichts. Ändert jemand, wohin du gehst, liest du es hier.',
    'inbox.more': 'Mehr zeigen',
  },
);
