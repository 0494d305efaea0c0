import { readdirSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { pid } from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** Percent that the old generation grows by between two full collections. */
const GROWTH = 150;

/** A tenth of what a thread gets that answers somebody; Linux gives each thread a priority of its own (setpriority(2), "C library/kernel differences"). */
const BELOW_OTHERS = constants.priority.PRIORITY_BELOW_NORMAL;

/** V8's own: one for what is to be done later, and four that work (Node's `--v8-pool-size`, unless told). */
const V8_THREADS = 1 + 4;

/**
 * Has V8 collect the whole heap when it has grown by `GROWTH` percent of what was alive, instead of by as little as ten, as it
 * does where garbage comes slowly: with few processors each full collection slows all answers of a tenth of a second.
 */
export function collectRarely(): void {
  setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`);
}

/** Milliseconds in which what is asked first is compiled, by the same threads: a process that steps back in them answers a third less on a full machine. */
const WARM_UP = 30_000;

/** Has V8's threads step back once the process is warm: to be called when it has started. */
export function collectBehindAnswersSoon(): void {
  setTimeout(collectBehindAnswers, WARM_UP).unref();
}

/** Has V8's threads step back behind the one that answers, which waits for a processor else while they mark and sweep. */
export function collectBehindAnswers(): void {
  for (const thread of v8Threads()) {
    try {
      if (getPriority(thread) < BELOW_OTHERS) setPriority(thread, BELOW_OTHERS);
    } catch {
      // It ended, or the system does not allow it: then collecting is as it was.
    }
  }
}

/** The threads that Node starts right after its first (`NodePlatform`), before any of libuv's; elsewhere than on Linux none is known. */
function v8Threads(): readonly number[] {
  try {
    const threads = readdirSync('/proc/self/task').map(Number);
    return threads.filter((thread) => thread > pid).sort((a, b) => a - b).slice(0, V8_THREADS);
  } catch {
    return [];
  }
}
