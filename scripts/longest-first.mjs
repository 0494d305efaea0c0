import Sequencer from '@jest/test-sequencer';

/** Seconds that a file of this kind takes, roughly; the first that fits counts. */
const KINDS = [
  [/^test\/(journey|separate)\.int/, 60],
  [/^client\/test\/support\.int/, 5],
  [/^client\/test\//, 45],
  [/^gateway\/test\/(authorization\/.*|journey|listeners)\.int/, 40],
  [/^subgraphs\/user\/test\/(throttling|timing)\.int/, 20],
  [/^(test|gateway\/test)\//, 15],
  [/\.int\.test\.ts$/, 8],
  [/\.property\.unit\.test\.ts$/, 5],
];

/**
 * Starts the longest test files first, so that the workers end together. Jest does so by what it remembers of earlier runs; the
 * first run in a folder knows nothing but sizes, by which a short file that starts all of Convene would be the last.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = new Map(super.sort([...tests]).map((test) => [test, test.duration === undefined ? guess(test) : test.duration / 1000]));
    return [...seconds.keys()].sort((a, b) => Number(this.hasFailed(b)) - Number(this.hasFailed(a)) || seconds.get(b) - seconds.get(a));
  }
}

function guess({ path, context }) {
  const name = path.slice(context.config.rootDir.length + 1).replaceAll('\\', '/');
  return KINDS.find(([kind]) => kind.test(name))?.[1] ?? 1;
}
