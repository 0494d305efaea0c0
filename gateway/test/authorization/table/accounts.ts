import type { Table } from '../vocabulary.js';

/** The member's account, and what hangs on it. Another's account reads to the member as the member's to the others. */
export const accounts: Table = {
  //                         nobody member other organizer administrator script
  User: {
    id:                       'V V V V V V',
    username:                 '0 V V V V V',
    fullName:                 '0 V V V V V',
    avatarUrl:                '0 V V V V V',
    createdAt:                '0 V V V V V',
    email:                    '0 V 0 0 V 0',
    emailVerified:            '0 V 0 0 V 0',
    role:                     '0 V 0 0 V 0',
    active:                   '0 V 0 0 V 0',
    timeZone:                 '0 V 0 0 V 0',
    locale:                   '0 V 0 0 V 0',
    lastLoginAt:              '0 V 0 0 V 0',
    twoFactorEnabled:         '0 V 0 0 V 0',
    sessions:                 '0 V 0 0 V 0',
    accessTokens:             '0 V 0 0 V 0',
    securityLog:              '0 V 0 0 V 0',
    calendars:                '0 V 0 0 0 0',
    bookings:                 '0 V 0 0 V 0',
    notifications:            '0 V 0 0 0 0',
    unreadNotificationCount:  '0 V 0 0 0 0',
    notificationPreferences:  '0 V 0 0 0 0',
    reminders:                '0 V 0 0 0 0',
    reminderPlan:             '0 V 0 0 0 0',
  },

  Session: { id: 'shown', createdAt: 'shown', lastUsedAt: 'shown', userAgent: 'data', ipAddress: 'data', current: 'shown' },
  AccessToken: { id: 'shown', name: 'shown', scopes: 'shown', createdAt: 'shown', expiresAt: 'data', lastUsedAt: 'data' },
  SecurityEvent: { id: 'shown', kind: 'shown', at: 'shown', ipAddress: 'data', userAgent: 'data' },
  SecurityEventConnection: { edges: 'shown', pageInfo: 'shown' },
  SecurityEventEdge: { cursor: 'shown', node: 'shown' },
  UserConnection: { edges: 'shown', pageInfo: 'shown' },
  UserEdge: { cursor: 'shown', node: 'shown' },
  PageInfo: { hasNextPage: 'shown', hasPreviousPage: 'shown', startCursor: 'data', endCursor: 'data' },

  // Answers to a write: whoever wrote reads them.
  AuthPayload: { user: 'shown', accessToken: 'shown', expiresIn: 'shown', refreshToken: 'shown' },
  CreateAccessTokenPayload: { accessToken: 'shown', secret: 'shown' },
  TwoFactorSetup: { secret: 'shown', uri: 'shown' },
  LogoutPayload: { endedSessions: 'shown' },
  Accepted: { accepted: 'shown' },
  DataExport: { id: 'shown', status: 'shown', requestedAt: 'shown', downloadUrl: 'data' },
};
