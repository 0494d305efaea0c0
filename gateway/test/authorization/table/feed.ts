import type { TypeTable } from '../vocabulary.js';

/** Lines of a calendar's feed (RFC 5545), by how much its owner may see; who has no feed has no line. */
export const feeds: Readonly<Record<string, TypeTable>> = {
  //               nobody member other organizer administrator script
  hall: {
    DTSTART:        '- V - V - -',
    SUMMARY:        '- V - V - -',
    DESCRIPTION:    '- V - V - -',
    LOCATION:       '- V - V - -',
    GEO:            '- V - V - -',
    URL:            '- V - V - -',
    CATEGORIES:     '- V - V - -',
    ORGANIZER:      '- 0 - 0 - -',
    ATTENDEE:       '- 0 - 0 - -',
  },
  // The member has FREE_BUSY here.
  blurred: {
    DTSTART:        '- V - V - -',
    SUMMARY:        '- M - V - -',
    DESCRIPTION:    '- 0 - V - -',
    LOCATION:       '- 0 - V - -',
    GEO:            '- 0 - V - -',
    URL:            '- 0 - V - -',
    CATEGORIES:     '- 0 - V - -',
    ORGANIZER:      '- 0 - 0 - -',
    ATTENDEE:       '- 0 - 0 - -',
  },
};
