import { texts } from '../../i18n/text.js';
import * as about from './words-about.js';
import * as seats from './words-seats.js';

/** What an event’s page says. */
export const text = texts({ ...about.en, ...seats.en }, { ...about.de, ...seats.de });
