import { setFlagsFromString } from 'node:v8';

/** Percent that the old generation grows by between two full collections. */
const GROWTH = 150;

/**
 * Has V8 collect the whole heap when it has grown by `GROWTH` percent of what was alive, instead of by as little as ten, as it
 * does where garbage comes slowly: with few processors each full collection slows all answers of a tenth of a second.
 */
export function collectRarely(): void {
  setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`);
}
