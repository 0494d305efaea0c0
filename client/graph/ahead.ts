import { post } from './post.js';
import { byHash, type Answer, type Outgoing } from './sent.js';

/** Milliseconds for which an answer that nobody took is as good as one that is asked for now. */
const GOOD_FOR = 3_000;

const asked = new Map<string, Promise<Answer | undefined>>();

/**
 * Asks what will be asked in a moment, by what is still being loaded. The first who asks the same with the same token gets
 * this answer; one with errors goes to nobody, so that it is asked again, and told, where somebody waits for it.
 */
export function askAhead(operation: Outgoing, token: string): Promise<Answer | undefined> {
  const headers = { authorization: `Bearer ${token}` };
  const key = keyOf(operation, headers);
  const answer = post(operation, { headers }).then(
    (one) => (one.errors ? undefined : one),
    () => undefined,
  );
  asked.set(key, answer);
  void answer.then(() => setTimeout(() => asked.delete(key), GOOD_FOR));
  return answer;
}

/** What was asked ahead, once; undefined where it was not, or failed. */
export async function askedAhead(operation: Outgoing, headers: Readonly<Record<string, string>> = {}): Promise<Answer | undefined> {
  if (asked.size === 0) return undefined;
  const key = keyOf(operation, headers);
  const answer = asked.get(key);
  asked.delete(key);
  return answer;
}

const keyOf = (operation: Outgoing, headers: Readonly<Record<string, string>>): string =>
  JSON.stringify([byHash(operation)?.extensions, Object.entries(operation.variables ?? {}).sort(), headers['authorization']]);
