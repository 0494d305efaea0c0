import type { Clock } from '../../platform/clock.js';
import { subgraphUnavailable } from '../../platform/errors.js';
import type { Logger } from '../../platform/logger.js';
import { within } from '../../platform/within.js';
import { Lru } from '../lru.js';

/** Answers of a source, kept for a moment. */
export interface LastAnswers<Answer> {
  /**
   * At most 3 s old. While the source is down, or silent for 300 ms, the last answer. Where there is none, SUBGRAPH_UNAVAILABLE
   * is thrown once the source is down, or has been silent for a second.
   */
  find(key: string): Promise<Answer | null>;
  /** What is known of it may be wrong from now on, and so may be an answer that is on its way. */
  forget(key: string): void;
  /** As `forget`, of everything. */
  forgetAll(): void;
  /** Answers that are on their way may be wrong, whatever they are about. */
  doubtUnderWay(): void;
}

/** What these need. */
export interface LastAnswersParts<Answer> {
  readonly ask: (key: string) => Promise<Answer | null>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Milliseconds for which an answer stands. */
const FRESH = 3000;
/** Milliseconds that the source may think before the last answer is used, and before a question is given up for which there is none. */
const PATIENCE = { withAnswer: 300, without: 1000 };
/** Milliseconds until a source that did not answer is asked again, and complained of again. */
const PAUSE = 1000;
const MOST = 10_000;

interface Known<Answer> {
  readonly answer: Answer | null;
  /** In Unix milliseconds. */
  readonly freshUntil: number;
}

/** Keeps answers; of many who ask the same at once, one asks the source. */
export function keepLastAnswers<Answer>({ ask: askSource, clock, logger }: LastAnswersParts<Answer>): LastAnswers<Answer> {
  const known = new Lru<string, Known<Answer>>(MOST);
  const asking = new Map<string, Promise<Answer | null>>();
  const in_ = (milliseconds: number): number => clock.now().getTime() + milliseconds;
  let complainAgain = 0;

  const ask = (key: string): Promise<Answer | null> => {
    const underWay = asking.get(key);
    if (underWay) return underWay;
    const question: Promise<Answer | null> = askSource(key)
      .then((answer) => {
        // Not after a change was told: the answer may be older than the change.
        if (asking.get(key) === question) known.set(key, { answer, freshUntil: in_(FRESH) });
        return answer;
      })
      .finally(() => {
        if (asking.get(key) === question) asking.delete(key);
      });
    asking.set(key, question);
    return question;
  };

  return {
    async find(key) {
      const last = known.get(key);
      if (last && last.freshUntil > in_(0)) return last.answer;
      try {
        return await within(last ? PATIENCE.withAnswer : PATIENCE.without, ask(key));
      } catch (error) {
        if (in_(0) >= complainAgain) {
          complainAgain = in_(PAUSE);
          logger.warn({ err: error }, 'sessions can not be looked up');
        }
        // Read again: what was known may have been forgotten while the source was silent.
        const still = known.get(key);
        if (!still) throw subgraphUnavailable();
        known.set(key, { answer: still.answer, freshUntil: in_(PAUSE) });
        return still.answer;
      }
    },
    forget(key) {
      known.delete(key);
      asking.delete(key);
    },
    forgetAll() {
      known.clear();
      asking.clear();
    },
    doubtUnderWay: () => asking.clear(),
  };
}
