import { texts } from '../../i18n/text.js';

/** What the bell says on every page. */
export const bellText = texts({ 'inbox.unread': '{count} unread' }, { 'inbox.unread': '{count} ungelesen' });
