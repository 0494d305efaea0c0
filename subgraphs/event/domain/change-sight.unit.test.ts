import { describe, expect, it } from '@jest/globals';
import { tellingOf, type Reading, type RecordedChange, type RecordedSight } from './change-sight.js';

const facts: RecordedSight = { calendarId: 'c', organizerId: 'anna', visibility: 'PRIVATE', status: 'CONFIRMED', showAs: 'BUSY' };
const change = (given: Partial<RecordedChange>): RecordedChange => ({ kind: 'UPDATED', fields: ['title'], event: facts, was: facts, ...given });
const reading = (role: Reading['onlooker']['role'], given: Partial<Reading> = {}): Reading => ({
  onlooker: { userId: 'ben', role, hasBooked: false },
  calendar: { id: 'c', visibility: 'PUBLIC' },
  way: 'calendar',
  now: null,
  ...given,
});

describe('what is told of a change', () => {
  it('is the change itself to those who saw the event and see it', () => {
    expect(tellingOf(change({}), reading('VIEWER', { now: 'all' }))).toEqual({ kind: 'UPDATED', sight: 'all' });
    expect(tellingOf(change({ kind: 'DELETED' }), reading('VIEWER'))).toEqual({ kind: 'DELETED', sight: 'all' });
  });

  it('is nothing to those who may not see the event', () => {
    expect(tellingOf(change({}), reading(null, { now: 'none' }))).toBeNull();
    expect(tellingOf(change({ kind: 'CREATED', was: null }), reading(null, { now: 'none' }))).toBeNull();
  });

  it('is nothing of a time when it was open, to those to whom it is closed now', () => {
    const open = { ...facts, visibility: 'PUBLIC' } as const;
    expect(tellingOf(change({ event: open, was: open }), reading(null, { now: 'none' }))).toBeNull();
  });

  it('is that the event is gone when it is closed, and that it is new when it is opened', () => {
    const open = { ...facts, visibility: 'PUBLIC' } as const;
    expect(tellingOf(change({ event: facts, was: open }), reading(null, { now: 'none' }))?.kind).toBe('DELETED');
    expect(tellingOf(change({ event: open, was: facts }), reading(null, { now: 'all' }))?.kind).toBe('CREATED');
    expect(tellingOf(change({ event: { ...facts, calendarId: 'd' } }), reading('VIEWER', { now: 'none' }))?.kind).toBe('DELETED');
  });

  it('is only that times changed to FREE_BUSY, and nothing when they did not', () => {
    const freeBusy = reading('FREE_BUSY', { now: 'busy' });
    expect(tellingOf(change({ fields: ['startsAt', 'endsAt'] }), freeBusy)).toEqual({ kind: 'BUSY_CHANGED', sight: 'busy' });
    expect(tellingOf(change({ kind: 'CREATED', was: null }), freeBusy)).toEqual({ kind: 'BUSY_CHANGED', sight: 'busy' });
    expect(tellingOf(change({ fields: ['title'] }), freeBusy)).toBeNull();
    const cancelled = change({ kind: 'CANCELLED', event: { ...facts, status: 'CANCELLED' } });
    expect(tellingOf(cancelled, reading('FREE_BUSY', { now: 'none' }))).toEqual({ kind: 'BUSY_CHANGED', sight: 'busy' });
  });
});
