import type { Clock } from '../../../platform/clock.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logger.js';
import { MailRefused, type Mailer, type OutgoingMail } from '../../../platform/mail/mailer.js';
import { nextStep, settle, type Delivery, type Outcome, type Settled } from '../domain/delivery.js';
import type { SentKind } from '../domain/notification.js';
import type { Person } from '../domain/person.js';
import { deliver, deliveryAt } from '../jobs/deliver.js';
import type { PeopleOf } from '../messaging/people.js';
import type { Renderer } from '../templates/render.js';
import type { Stores } from './ports.js';

export interface DeliverGiven {
  readonly clock: Clock;
  readonly stores: Stores;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly peopleOf: PeopleOf;
  readonly renderer: Renderer;
  readonly logger: Logger;
  /** Milliseconds that the provider may take before nobody knows what it did. */
  readonly patience?: number;
}

const PATIENCE = 30_000;
/** For so long (milliseconds) nobody else touches a delivery that was claimed; longer than the provider's patience. */
const CLAIM = 90_000;
/** A job that runs this early (milliseconds) may have it all the same. */
const EARLY = 1_000;
const FIRST_BACKOFF = 2_000;

/** One step of one delivery: a try, or the look-up of one whose outcome nobody knows. Never sends while in doubt. */
export type Deliver = (id: string) => Promise<void>;

export const createDeliver =
  (given: DeliverGiven): Deliver =>
  async (id) => {
    const { clock, stores, peopleOf } = given;
    const now = clock.now();
    const claimed = await stores.deliveries.claim(id, new Date(now.getTime() + EARLY), new Date(now.getTime() + CLAIM));
    if (!claimed) return;
    const person = (await peopleOf([claimed.userId])).get(claimed.userId);
    const recipient = person?.active ? person.verifiedEmail : null;
    const next = nextStep(claimed, recipient, now);
    switch (next.step) {
      case 'SUPPRESS':
        await stores.deliveries.suppress(id, next.because);
        return;
      case 'GIVE_UP':
        await keep(given, claimed, { ...claimed, status: 'FAILED', details: next.details });
        return;
      case 'LOOK_UP': {
        const asked = await stores.deliveries.beginLookup(id);
        await keep(given, asked, settle(asked, await lookUp(given, asked)));
        return;
      }
      case 'SEND':
        if (person) await attempt(given, claimed, person, recipient ?? '');
    }
  };

/** The doubt is written down before the provider is called: a process that dies meanwhile leaves it behind. */
async function attempt(given: DeliverGiven, delivery: Delivery, person: Person, recipient: string): Promise<void> {
  const { stores, renderer } = given;
  const [notification] = await stores.notifications.find([delivery.notificationId]);
  if (!notification) throw new Error(`Delivery ${delivery.id} has no notification.`);
  const mail = renderer.mail(notification.kind as SentKind, notification.facts, person);
  const tried = await stores.deliveries.beginAttempt(delivery.id, recipient);
  await keep(given, tried, settle(tried, await send(given, { id: delivery.id, to: recipient, ...mail })));
}

async function send(given: DeliverGiven, mail: OutgoingMail): Promise<Outcome> {
  try {
    const { providerMessageId } = await within(given.patience ?? PATIENCE, given.mailer.send(mail));
    return { taken: true, providerMessageId, details: null };
  } catch (error) {
    given.logger.warn({ err: error, deliveryId: mail.id }, 'a message could not be handed over');
    if (error instanceof MailRefused) return { taken: false, permanent: error.permanent, providerMessageId: null, details: wordsOf(error) };
    return { taken: await wasTaken(given, mail.id), providerMessageId: null, details: wordsOf(error) };
  }
}

async function lookUp(given: DeliverGiven, delivery: Delivery): Promise<Outcome> {
  const taken = await wasTaken(given, delivery.id);
  return { taken, providerMessageId: delivery.providerMessageId, details: delivery.details ?? 'It is not known whether it was taken.' };
}

/** Null as well when the provider can't be asked now. */
async function wasTaken(given: DeliverGiven, id: string): Promise<boolean | null> {
  try {
    return await within(given.patience ?? PATIENCE, given.mailer.wasTaken(id));
  } catch {
    return null;
  }
}

/** Keeps what became of a step, and sets a job for the next one where there is one. */
async function keep(given: DeliverGiven, delivery: Delivery, settled: Settled): Promise<void> {
  const now = given.clock.now();
  const steps = delivery.attempts + delivery.lookups;
  const notBefore = new Date(now.getTime() + FIRST_BACKOFF * 2 ** Math.max(0, steps - 1));
  const kept = await given.stores.deliveries.settle(delivery.id, settled, now, notBefore);
  if (kept.status === 'RETRYING') await given.jobs.add(deliver, deliveryAt(kept, notBefore));
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The provider did not answer in time.')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
