import { AbortEmitter } from './abort-emitter.js';

/** Nothing was heard of a subgraph in the time that it had. It may have done what it was asked. */
export class SubgraphSilent extends Error {
  constructor(subgraph: string, milliseconds: number) {
    super(`Nothing was heard of ${subgraph} within ${String(Math.round(milliseconds))} ms.`);
    this.name = 'SubgraphSilent';
  }
}

/**
 * The subgraph's answer. When it takes longer than `milliseconds` the signal is aborted and SubgraphSilent thrown; what
 * comes later goes to `late`.
 */
export function answerWithin<T>(
  milliseconds: number,
  subgraph: string,
  ask: (signal: AbortEmitter) => Promise<T>,
  late: (answer: T) => void = () => undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const signal = new AbortEmitter();
    const timer = setTimeout(() => {
      const silent = new SubgraphSilent(subgraph, milliseconds);
      reject(silent);
      signal.abort(silent);
    }, milliseconds);
    ask(signal)
      .then((answer) => {
        if (signal.aborted) late(answer);
        else resolve(answer);
      })
      .catch(reject)
      .finally(() => clearTimeout(timer));
  });
}
