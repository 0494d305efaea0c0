import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { startPeriodic, type Periodic } from '../periodic.js';
import type { ChangeLog } from './change-log.js';

const DAY = 24 * 3600_000;
/** How long a listener may stay away and still resume by its cursor. */
const REPLAYED = 30 * DAY;

/** Raises every topic's floor to 30 days back, at the start and once a day. */
export function startRaisingFloors(log: Pick<ChangeLog<never>, 'raiseFloors'>, clock: Clock, logger: Logger): Periodic {
  return startPeriodic('raising of floors', DAY, () => log.raiseFloors(new Date(clock.now().getTime() - REPLAYED)), logger);
}
