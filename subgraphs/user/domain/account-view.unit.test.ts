import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { Account } from './account.js';
import { viewOf } from './account-view.js';
import { scopesOf } from './scopes.js';

const ada: Account = {
  id: 'ada',
  username: 'ada',
  fullName: 'Ada Lovelace',
  avatarUrl: null,
  email: 'ada@example.org',
  emailVerified: true,
  role: 'MEMBER',
  active: true,
  timeZone: 'Europe/London',
  locale: 'en',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastLoginAt: null,
  version: 1,
};

const viewer = (userId: string, scopes: readonly string[], role = 'MEMBER'): Viewer => ({
  userId,
  sessionId: 'session',
  role,
  scopes: new Set(scopes),
});

describe('viewOf', () => {
  it('shows everything to the person', () => {
    expect(viewOf(viewer('ada', scopesOf('MEMBER')), ada).own?.email).toBe('ada@example.org');
  });

  it('shows everything to an administrator', () => {
    expect(viewOf(viewer('root', scopesOf('ADMIN'), 'ADMIN'), ada).own?.timeZone).toBe('Europe/London');
  });

  it.each([
    ['another person', viewer('bob', scopesOf('ORGANIZER'), 'ORGANIZER')],
    ["the person's own script", viewer('ada', ['CALENDAR_READ', 'INBOX_WRITE'])],
    ["an administrator's script without the scope", viewer('root', ['CALENDAR_READ'], 'ADMIN')],
    ['nobody', null],
  ])('shows the public fields alone to %s', (_who, who) => {
    const view = viewOf(who, ada);
    expect(view.own).toBeNull();
    expect(view.fullName).toBe('Ada Lovelace');
    expect(JSON.stringify(view)).not.toContain('example.org');
  });
});
