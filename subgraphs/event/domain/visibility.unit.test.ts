import { describe, expect, it } from '@jest/globals';
import { runs, visibleTo, type Onlooker, type Sighted } from './visibility.js';

const event: Sighted = { organizerId: 'anna', visibility: 'PRIVATE', status: 'CONFIRMED', showAs: 'BUSY' };
const calendar = { visibility: 'PRIVATE' } as const;
const nobody: Onlooker = { userId: null, role: null, hasBooked: false };
const as = (role: Onlooker['role'], userId = 'ben'): Onlooker => ({ userId, role, hasBooked: false });

describe('who sees what of an event', () => {
  it('shows a private event to members, its organizer and its bookers', () => {
    expect(visibleTo(as('VIEWER'), calendar, event, 'link')).toBe('all');
    expect(visibleTo(as(null, 'anna'), calendar, event, 'link')).toBe('all');
    expect(visibleTo({ ...as(null), hasBooked: true }, calendar, event, 'search')).toBe('all');
    expect(visibleTo(as(null), calendar, event, 'link')).toBe('none');
    expect(visibleTo(nobody, calendar, event, 'link')).toBe('none');
  });

  it('tells FREE_BUSY that somebody is busy, unless nobody is', () => {
    expect(visibleTo(as('FREE_BUSY'), calendar, event, 'calendar')).toBe('busy');
    expect(visibleTo(as('FREE_BUSY'), calendar, { ...event, showAs: 'FREE' }, 'calendar')).toBe('none');
    expect(visibleTo(as('FREE_BUSY'), calendar, { ...event, status: 'CANCELLED' }, 'calendar')).toBe('none');
    expect(visibleTo(as('FREE_BUSY'), calendar, { ...event, visibility: 'PUBLIC' }, 'calendar')).toBe('all');
  });

  it('keeps a draft to those who run it, public or not', () => {
    const draft = { ...event, visibility: 'PUBLIC', status: 'DRAFT' } as const;
    expect(visibleTo(as('VIEWER'), calendar, draft, 'link')).toBe('none');
    expect(visibleTo(as('FREE_BUSY'), calendar, draft, 'calendar')).toBe('none');
    expect(visibleTo(as('EDITOR'), calendar, draft, 'link')).toBe('all');
    expect(visibleTo(as(null, 'anna'), calendar, draft, 'link')).toBe('all');
  });

  it('opens what is unlisted to whoever has its link, or that of its unlisted calendar', () => {
    const unlisted = { ...event, visibility: 'UNLISTED' } as const;
    expect(visibleTo(nobody, calendar, unlisted, 'link')).toBe('all');
    expect(visibleTo(nobody, calendar, unlisted, 'calendar')).toBe('none');
    expect(visibleTo(nobody, { visibility: 'UNLISTED' }, unlisted, 'calendar')).toBe('all');
    expect(visibleTo(nobody, { visibility: 'UNLISTED' }, unlisted, 'search')).toBe('none');
  });

  it('lets the organizer and the owners and editors run it', () => {
    expect(runs(as(null, 'anna'), event)).toBe(true);
    expect(runs(as('EDITOR'), event)).toBe(true);
    expect(runs(as('VIEWER'), event)).toBe(false);
    expect(runs(nobody, { organizerId: 'anna' })).toBe(false);
  });
});
