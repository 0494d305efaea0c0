import type { Channel } from './notification.js';

export type DeliveryStatus = 'QUEUED' | 'SENT' | 'DELIVERED' | 'RETRYING' | 'FAILED' | 'SUPPRESSED';

export type SuppressionReason =
  | 'PREFERENCE'
  | 'QUIET_HOURS'
  | 'DIGEST'
  | 'UNSUBSCRIBED'
  | 'NO_RECIPIENT'
  | 'ACCESS_LOST'
  | 'EVENT_CANCELLED'
  | 'BOOKING_CANCELLED';

/** One message of one notification on one channel. */
export interface Delivery {
  readonly id: string;
  readonly notificationId: string;
  readonly userId: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly status: DeliveryStatus;
  /** How often the provider was called. */
  readonly attempts: number;
  /** How often the provider was asked what became of it. */
  readonly lookups: number;
  /** The provider may have taken it, and nobody knows: set before it is called, cleared by a clear answer. */
  readonly inDoubt: boolean;
  readonly suppressedBecause: SuppressionReason | null;
  readonly details: string | null;
  readonly providerMessageId: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  /** After it nobody has any use for the message. */
  readonly usefulUntil: Date | null;
}

/** A delivery before it is written. */
export interface NewDelivery {
  readonly id: string;
  readonly notificationId: string;
  readonly userId: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly status: DeliveryStatus;
  readonly suppressedBecause: SuppressionReason | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
  readonly usefulUntil: Date | null;
}

/** Calls of the provider, and questions after a doubt, before a message is given up. */
export const MAX_ATTEMPTS = 5;
export const MAX_LOOKUPS = 10;

/** What to do with a delivery that was claimed. */
export type NextStep =
  | { readonly step: 'SEND' }
  | { readonly step: 'LOOK_UP' }
  | { readonly step: 'SUPPRESS'; readonly because: SuppressionReason }
  | { readonly step: 'GIVE_UP'; readonly details: string };

/** A doubt is looked up before all else: sending again, or giving up as unsent, may both be wrong while it stands. */
export function nextStep(delivery: Delivery, recipient: string | null, now: Date): NextStep {
  if (delivery.inDoubt) return { step: 'LOOK_UP' };
  if (recipient === null) return { step: 'SUPPRESS', because: 'NO_RECIPIENT' };
  if (delivery.usefulUntil !== null && delivery.usefulUntil <= now) return { step: 'GIVE_UP', details: 'Too late to be of use.' };
  if (delivery.attempts >= MAX_ATTEMPTS) return { step: 'GIVE_UP', details: delivery.details ?? 'Tried too often.' };
  return { step: 'SEND' };
}

/** What became of a try. `taken` is null where nobody knows. */
export interface Outcome {
  readonly taken: boolean | null;
  /** It was refused for good: to try again does no good. */
  readonly permanent?: boolean;
  readonly providerMessageId: string | null;
  readonly details: string | null;
}

/** Where a try leaves the delivery. */
export interface Settled {
  readonly status: DeliveryStatus;
  readonly inDoubt: boolean;
  readonly details: string | null;
  readonly providerMessageId: string | null;
}

/** Sent when taken; tried again when surely not, unless that is for good; kept in doubt, and only looked up, when nobody knows. */
export function settle(delivery: Pick<Delivery, 'attempts' | 'lookups'>, outcome: Outcome): Settled {
  const { details, providerMessageId } = outcome;
  if (outcome.taken === true) return { status: 'SENT', inDoubt: false, details: null, providerMessageId };
  if (outcome.taken === false) {
    const over = outcome.permanent === true || delivery.attempts >= MAX_ATTEMPTS;
    return { status: over ? 'FAILED' : 'RETRYING', inDoubt: false, details, providerMessageId };
  }
  return { status: delivery.lookups >= MAX_LOOKUPS ? 'FAILED' : 'RETRYING', inDoubt: true, details, providerMessageId };
}

/** Enough of an address to recognise it, for those whose own it is not. */
export function maskRecipient(channel: Channel, recipient: string): string {
  switch (channel) {
    case 'IN_APP':
      return recipient;
    case 'EMAIL': {
      const at = recipient.lastIndexOf('@');
      return at < 1 ? '***' : `${recipient.slice(0, 1)}***${recipient.slice(at)}`;
    }
    case 'SMS':
    case 'WEB_PUSH':
      return `***${recipient.slice(-2)}`;
  }
}
