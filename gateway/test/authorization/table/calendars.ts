import type { Table } from '../vocabulary.js';

/** A calendar that anybody with its link may open, and what hangs on it. Who opens a private one is told by the ways. */
export const calendars: Table = {
  //                nobody member other organizer administrator script
  Calendar: {
    id:              'V V V V V V',
    name:            'V V V V V V',
    description:     'V V V V V V',
    color:           'V V V V V V',
    timeZone:        'V V V V V V',
    visibility:      'V V V V V V',
    owner:           'V V V V V V',
    members:         '0 V 0 V 0 0',
    myRole:          '0 V 0 V 0 0',
    myColor:         '0 V 0 V 0 0',
    hidden:          '0 V 0 V 0 0',
    invites:         '0 0 0 V 0 0',
    events:          'V V V V V V',
    agenda:          'V V V V V V',
    changeCursor:    '0 V V V V 0',
    // Who has joined is told to members alone.
    changes:         '0 V e V e 0',
    feedUrl:         '0 V 0 V 0 0',
    createdAt:       'V V V V V V',
    updatedAt:       'V V V V V V',
  },

  CalendarMemberConnection: { edges: 'shown', pageInfo: 'shown', totalCount: 'shown' },
  CalendarMemberEdge: { cursor: 'shown', node: 'shown' },
  CalendarMember: { id: 'shown', user: 'shown', role: 'shown', joinedAt: 'shown' },
  CalendarInvite: { id: 'shown', code: 'shown', role: 'shown', url: 'shown', expiresAt: 'data', usesLeft: 'data', uses: 'shown', createdBy: 'shown' },
  CalendarInvitePreview: { calendarName: 'shown', invitedBy: 'shown', role: 'shown', calendarColor: 'data', memberCount: 'shown', calendar: 'data' },

  //                nobody member other organizer administrator script
  CalendarChange: {
    cursor:          'V V V V V V',
    kind:            'V V V V V V',
    at:              'V V V V V V',
    actor:           '0 V 0 V 0 0',
    calendar:        'V V V V V V',
    eventId:         'V V V V V V',
    event:           'V V V V V V',
    occurrenceId:    'data',
    occurrence:      'data',
    touchesFrom:     'data',
    touchesTo:       'data',
    fields:          '0 V 0 V 0 0',
  },
  CalendarChangeConnection: { edges: 'shown', pageInfo: 'shown' },
  CalendarChangeEdge: { cursor: 'shown', node: 'shown' },
  DeletePayload: { deletedId: 'shown' },
};
