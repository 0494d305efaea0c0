/**
 * Something outside the program stands in the way of starting: a port in use, a folder that can't be written.
 * The message is one line for the person who starts it, and says what to do; no stack is of any use to them.
 */
export class StartRefused extends Error {
  override readonly name: string = 'StartRefused';
}
