import { bothKilled, killed, networkFaults, redisFlushed } from './support/faults.js';
import { survivesFaults } from './faults.suite.js';

survivesFaults({
  name: 'two of each part, when a few things go wrong',
  size: { bookers: 6, seats: 4 },
  limit: 90_000,
  disasters: (scene) => [
    killed(scene, () => scene.processes.all('gateway')[0]!),
    redisFlushed(scene),
    bothKilled(scene),
    ...networkFaults(scene, { fault: 1_000, redis: 1_000 }).slice(1, 2),
  ],
});
