import { constants, setPriority } from 'node:os';
import { hashHere } from './hasher.js';

/** One piece of work; the answer bears its number. */
export interface HashWork {
  readonly number: number;
  readonly password: string;
  /** To verify the password against; null: to make one. */
  readonly hash: string | null;
}

export type HashAnswer = { readonly number: number } & ({ readonly result: string | boolean } | { readonly fault: string });

const hasher = hashHere();

async function answerTo({ number, password, hash }: HashWork): Promise<HashAnswer> {
  try {
    return { number, result: hash === null ? await hasher.hash(password) : await hasher.verify(hash, password) };
  } catch (error) {
    return { number, fault: String(error) };
  }
}

/** The process of `hashApart`: it takes what processor time others leave, and ends with who started it. */
if (process.send) {
  setPriority(constants.priority.PRIORITY_LOW);
  // A signal to the whole group is for who started us: it may still have passwords to check.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (work: HashWork) => void answerTo(work).then((answer) => process.connected && process.send?.(answer)));
}
