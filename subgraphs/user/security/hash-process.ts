import { writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { hashHere } from './hasher.js';

/** One piece of work; the answer bears its number. */
export interface HashWork {
  readonly number: number;
  readonly password: string;
  /** To verify the password against; null: to make one. */
  readonly hash: string | null;
}

export type HashAnswer = { readonly number: number } & ({ readonly result: string | boolean } | { readonly fault: string });

/** About a third of what another gets that wants the processor too: with a tenth nobody could sign in on a machine that is busy with five others. */
const BELOW_OTHERS = 5;

const hasher = hashHere();

async function answerTo({ number, password, hash }: HashWork): Promise<HashAnswer> {
  try {
    return { number, result: hash === null ? await hasher.hash(password) : await hasher.verify(hash, password) };
  } catch (error) {
    return { number, fault: String(error) };
  }
}

/** The process of `hashApart`: it steps back behind others for processor time, and ends with who started it. */
if (process.send) {
  yieldToOthers();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (work: HashWork) => void answerTo(work).then((answer) => process.connected && process.send?.(answer)));
}

/** Linux may weigh sessions against one another before it looks at priorities within each: ours steps back as a whole. */
function yieldToOthers(): void {
  // Where ours steps back further already, this would be a step forward, which is not allowed.
  if (getPriority() < BELOW_OTHERS) setPriority(BELOW_OTHERS);
  try {
    writeFileSync('/proc/self/autogroup', String(BELOW_OTHERS));
  } catch {
    // There are no such groups here.
  }
}
