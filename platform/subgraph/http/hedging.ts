/**
 * When a question that may be asked twice goes to another address as well, before the first has answered: Dean and Barroso,
 * The Tail at Scale (2013); bounded as hedged calls of gRPC are (proposal A6).
 */
export interface HedgeLimits {
  /** Milliseconds that an address is waited for at least. */
  readonly least: number;
  /** Of all such questions, the part that may be asked twice, from 0 to 1. */
  readonly part: number;
  /** As many may be asked twice at once, where few were before; 0 for none at all. */
  readonly burst: number;
}

export const HEDGES: HedgeLimits = { least: 300, part: 0.05, burst: 10 };

/** What may be asked twice: when everything is slow, hedges would make it slower. */
export interface HedgeBudget {
  /** A question was asked: a part of a hedge is saved for it. */
  earn(): void;
  /** Takes one from what was saved; false where there is none. */
  spend(): boolean;
}

/** A budget that begins with a burst. */
export function createHedgeBudget({ part, burst }: HedgeLimits): HedgeBudget {
  let saved = burst;
  return {
    earn() {
      saved = Math.min(burst, saved + part);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}

/** How long an address usually takes to answer. */
export interface UsualTime {
  add(milliseconds: number): void;
  /** Milliseconds within which nearly all answers come; 0 while none has. */
  limit(): number;
}

/** Weights of the newest answer, and how many deviations nearly all answers stay within: RFC 6298, for the same question in TCP. */
const OF_MEAN = 1 / 8;
const OF_DEVIATION = 1 / 4;
const DEVIATIONS = 4;

/** Nothing is usual yet. */
export function createUsualTime(): UsualTime {
  let usual: { mean: number; deviation: number } | null = null;
  return {
    add(milliseconds) {
      if (usual) {
        usual.deviation += OF_DEVIATION * (Math.abs(milliseconds - usual.mean) - usual.deviation);
        usual.mean += OF_MEAN * (milliseconds - usual.mean);
      } else {
        usual = { mean: milliseconds, deviation: milliseconds / 2 };
      }
    },
    limit: () => (usual ? usual.mean + DEVIATIONS * usual.deviation : 0),
  };
}
