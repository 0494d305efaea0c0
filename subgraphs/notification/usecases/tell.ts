import type { LoggedChange } from '../../../platform/change-log/change-log.js';
import type { Ids } from '../../../platform/ids.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import type { NewDelivery } from '../domain/delivery.js';
import type { Channel, Facts, NewNotification, Origin, SentKind } from '../domain/notification.js';
import { unknownPerson, type Person } from '../domain/person.js';
import { deliver, deliveryAt } from '../jobs/deliver.js';
import type { Renderer } from '../templates/render.js';
import { inboxChange, notificationOfEntity } from './inbox-change.js';
import type { Work } from './ports.js';

/** Something to be told to one person. */
export interface Message {
  readonly userId: string;
  readonly kind: SentKind;
  readonly facts: Facts;
  readonly channels: readonly Channel[];
  readonly origin: Origin;
  readonly eventId?: string | null | undefined;
  readonly occurrenceId?: string | null | undefined;
  readonly calendarId?: string | null | undefined;
  readonly bookingId?: string | null | undefined;
  readonly actorId?: string | null | undefined;
  /** After it a message that has not gone out yet is of no use. */
  readonly usefulUntil?: Date | null | undefined;
}

/**
 * Writes messages, their deliveries and the inboxes' changes in the caller's transaction, as its last act; those that were
 * written before (same origin) and those to people who are not active are left out. What has to be sent is put on its way
 * after the commit.
 */
export type Tell = (
  work: Work,
  at: Date,
  messages: readonly Message[],
  people: ReadonlyMap<string, Person>,
) => Promise<void>;

export function createTell(given: {
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly renderer: Renderer;
  readonly logger: Logger;
}): Tell {
  const { ids, jobs, renderer, logger } = given;
  return async (work, at, messages, people) => {
    const wanted = messages
      .map((message) => ({ id: ids.next(), message, person: people.get(message.userId) ?? unknownPerson(message.userId) }))
      .filter(({ person }) => person.active);
    const written = await work.notifications.insert(wanted.map(({ id, message, person }) => notificationOf(id, message, person, at, renderer)),
    );
    const fresh = wanted.filter(({ id }) => written.has(id));
    if (fresh.length === 0) return;
    const deliveries = fresh.flatMap(({ id, message, person }) =>
      message.channels.map((channel) => deliveryOf(ids.next(), id, message, channel, person, at)),
    );
    await work.deliveries.insert(deliveries);
    const seen = fresh.filter(({ message }) => message.channels.includes('IN_APP'));
    const changes = seen.map(({ id, message: { userId, kind, actorId } }) =>
      inboxChange('RECEIVED', { userId, notification: { id, version: 1 }, actor: actorId ?? null, at, data: { kind } }),
    );
    await work.notifications.placeInInbox(placesOf(await work.record(changes)));
    work.afterCommit(() => {
      sendOff(jobs, deliveries, logger);
    });
  };
}

const placesOf = (changes: readonly LoggedChange[]): Map<string, number> =>
  new Map(changes.map((change) => [notificationOfEntity(change.entity) ?? '', change.position]));

function notificationOf(id: string, message: Message, person: Person, at: Date, renderer: Renderer): NewNotification {
  return {
    id,
    userId: message.userId,
    kind: message.kind,
    ...renderer.inApp(message.kind, message.facts, person),
    facts: message.facts,
    eventId: message.eventId ?? null,
    occurrenceId: message.occurrenceId ?? null,
    calendarId: message.calendarId ?? null,
    bookingId: message.bookingId ?? null,
    actorId: message.actorId ?? null,
    createdAt: at,
    origin: message.origin,
  };
}

/** An in-app message has arrived once it is written; there is no address yet for SMS and browsers. */
function deliveryOf(id: string, notificationId: string, message: Message, channel: Channel, person: Person, at: Date): NewDelivery {
  const base = { id, notificationId, userId: message.userId, channel, createdAt: at, usefulUntil: message.usefulUntil ?? null };
  const nowhere = { recipient: '', status: 'SUPPRESSED', suppressedBecause: 'NO_RECIPIENT', deliveredAt: null } as const;
  switch (channel) {
    case 'IN_APP':
      return { ...base, recipient: message.userId, status: 'DELIVERED', suppressedBecause: null, deliveredAt: at };
    case 'EMAIL':
      if (person.verifiedEmail === null) return { ...base, ...nowhere };
      return { ...base, recipient: person.verifiedEmail, status: 'QUEUED', suppressedBecause: null, deliveredAt: null };
    case 'SMS':
    case 'WEB_PUSH':
      return { ...base, ...nowhere };
  }
}

/** A job that is lost here is set again by the sweep: the row waits. */
function sendOff(jobs: Jobs, deliveries: readonly NewDelivery[], logger: Logger): void {
  const waiting = deliveries.filter((one) => one.status === 'QUEUED');
  jobs
    .addMany(deliver, waiting.map((one) => deliveryAt({ id: one.id, attempts: 0, lookups: 0 })))
    .catch((error: unknown) => {
      logger.warn({ err: error }, 'deliveries wait for the sweep');
    });
}
