import { PARTS } from '../parts.js';
import { bothKilled, frozen, killed, networkFaults, postgresCrashed, redisAway, redisFlushed } from './support/faults.js';
import { survivesFaults } from './faults.suite.js';

const lengths = { fault: 8_000, redis: 60_000 };

survivesFaults({
  name: 'two of each part, when everything goes wrong in turn',
  size: { bookers: 40, seats: 25 },
  limit: 1_500_000,
  disasters: (scene) => [
    ...PARTS.flatMap((part) => [0, 1].map((index) => killed(scene, () => scene.processes.all(part)[index]!))),
    ...PARTS.flatMap((part) => [0, 1].map((index) => frozen(() => scene.processes.all(part)[index]!, lengths))),
    bothKilled(scene),
    redisAway(scene, lengths),
    redisFlushed(scene),
    postgresCrashed(scene),
    ...networkFaults(scene, lengths),
  ],
});
