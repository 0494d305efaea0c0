import { describe, expect, it } from '@jest/globals';
import { maskRecipient, MAX_ATTEMPTS, MAX_LOOKUPS, nextStep, settle, type Delivery } from './delivery.js';

const now = new Date('2026-11-20T12:00:00Z');

const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  notificationId: 'n1',
  userId: 'ada',
  channel: 'EMAIL',
  recipient: 'ada@example.org',
  status: 'QUEUED',
  attempts: 0,
  lookups: 0,
  inDoubt: false,
  suppressedBecause: null,
  details: null,
  providerMessageId: null,
  createdAt: now,
  sentAt: null,
  deliveredAt: null,
  usefulUntil: null,
  ...over,
});

describe('the next step of a delivery', () => {
  it('is to send it', () => {
    expect(nextStep(delivery(), 'ada@example.org', now)).toEqual({ step: 'SEND' });
  });

  it('is to look it up while in doubt, whatever else is true of it', () => {
    const doubtful = delivery({ inDoubt: true, attempts: MAX_ATTEMPTS, usefulUntil: now });
    expect(nextStep(doubtful, null, now)).toEqual({ step: 'LOOK_UP' });
  });

  it('is to hold it back when there is no verified address', () => {
    expect(nextStep(delivery(), null, now)).toEqual({ step: 'SUPPRESS', because: 'NO_RECIPIENT' });
  });

  it('is to give it up when it is of no use any more, or was tried too often', () => {
    expect(nextStep(delivery({ usefulUntil: now }), 'a@b.c', now)).toMatchObject({ step: 'GIVE_UP' });
    expect(nextStep(delivery({ attempts: MAX_ATTEMPTS, details: '451' }), 'a@b.c', now)).toEqual({ step: 'GIVE_UP', details: '451' });
  });
});

describe('a try', () => {
  const outcome = { providerMessageId: null, details: '451' };

  it('leaves it sent when it was taken', () => {
    expect(settle({ attempts: 1, lookups: 0 }, { taken: true, providerMessageId: 'p1', details: null })).toEqual({
      status: 'SENT',
      inDoubt: false,
      details: null,
      providerMessageId: 'p1',
    });
  });

  it('leaves it to be sent again when it surely was not, until it was tried too often', () => {
    expect(settle({ attempts: 1, lookups: 0 }, { ...outcome, taken: false })).toMatchObject({ status: 'RETRYING', inDoubt: false });
    expect(settle({ attempts: MAX_ATTEMPTS, lookups: 0 }, { ...outcome, taken: false })).toMatchObject({ status: 'FAILED', inDoubt: false });
  });

  it('leaves it in doubt when nobody knows, also once it is given up', () => {
    expect(settle({ attempts: 1, lookups: 0 }, { ...outcome, taken: null })).toMatchObject({ status: 'RETRYING', inDoubt: true });
    expect(settle({ attempts: 1, lookups: MAX_LOOKUPS }, { ...outcome, taken: null })).toMatchObject({ status: 'FAILED', inDoubt: true });
  });
});

describe('an address', () => {
  it('is masked but for its beginning and its house', () => {
    expect(maskRecipient('EMAIL', 'ada@example.org')).toBe('a***@example.org');
    expect(maskRecipient('EMAIL', '@')).toBe('***');
    expect(maskRecipient('SMS', '+491701234567')).toBe('***67');
  });
});
