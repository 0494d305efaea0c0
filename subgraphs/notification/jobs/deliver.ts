import { z } from 'zod';
import { defineJob, handleJob, type JobHandler, type NewJob } from '../../../platform/jobs/jobs.js';
import type { Delivery } from '../domain/delivery.js';
import type { Deliver } from '../usecases/deliver.js';

const payload = z.object({ deliveryId: z.string() });
type Payload = z.infer<typeof payload>;

/** One try of one delivery. The next try is a job of its own: whether there is one stands in the row. */
export const deliver = defineJob<Payload>({ queue: 'notification-deliveries', name: 'deliver', payload });

/** Bears the number of the try in its id: added twice it is one try. */
export const deliveryAt = (delivery: Pick<Delivery, 'id' | 'attempts' | 'lookups'>, at?: Date): NewJob<Payload> => ({
  payload: { deliveryId: delivery.id },
  id: `delivery-${delivery.id}-${delivery.attempts}-${delivery.lookups}`,
  at,
});

export const handleDelivery = (run: Deliver): JobHandler<never> => handleJob(deliver, ({ deliveryId }) => run(deliveryId));
