import { pullIterator } from '../../../platform/iteration.js';
import type { PubSub } from '../../../platform/pubsub/pubsub.js';
import { notFound } from '../../../platform/errors.js';
import { seatsAvailable } from '../domain/seats.js';
import { availabilityChannel } from './announce.js';
import type { ViewOccurrences } from './view-occurrences.js';

/** How full an occurrence is. */
export interface Availability {
  readonly occurrenceId: string;
  readonly seatsAvailable: number | null;
  readonly waitlistLength: number;
}

/**
 * An occurrence's availability as it is now, then whenever it is another.
 * @throws NOT_FOUND for an occurrence that the person does not see, also while watching.
 */
export type WatchAvailability = (occurrenceId: string, userId: string | null) => Promise<AsyncIterableIterator<Availability>>;

/** Looks again after this many milliseconds also when nobody said so: holds end in silence. */
const LOOK_AGAIN = 5_000;

export function createWatchAvailability({ view, pubsub }: { view: ViewOccurrences; pubsub: PubSub }): WatchAvailability {
  return async (askedId, userId) => {
    const look = async (): Promise<Availability | null> => {
      const [found] = await view([askedId], userId);
      return found ? availabilityOf(found) : null;
    };
    const [first] = await view([askedId], userId);
    if (!first) throw notFound('The occurrence');
    let rung = true;
    let ring = (): void => undefined;
    const stopListening = await pubsub.listen(availabilityChannel(first.bookable.occurrence.id), () => {
      rung = true;
      ring();
    });
    let last = '';
    return pullIterator(
      async (signal) => {
        while (!signal.aborted) {
          if (!rung) await new Promise<void>((resolve) => (ring = whenFirst(resolve, LOOK_AGAIN, signal)));
          rung = false;
          const now = await look();
          if (now === null) throw notFound('The occurrence');
          if (JSON.stringify(now) === last) continue;
          last = JSON.stringify(now);
          return now;
        }
        return null;
      },
      stopListening,
    );
  };
}

/** Calls back once: when called itself, after a while, or at the end of the signal, whichever is first. */
function whenFirst(callback: () => void, milliseconds: number, signal: AbortSignal): () => void {
  const call = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', call);
    callback();
  };
  const timer = setTimeout(call, milliseconds);
  signal.addEventListener('abort', call, { once: true });
  return call;
}

function availabilityOf({ askedId, count, endedSeats }: Awaited<ReturnType<ViewOccurrences>>[number]): Availability {
  return { occurrenceId: askedId, seatsAvailable: seatsAvailable(count, endedSeats), waitlistLength: count.waitlistLength };
}
