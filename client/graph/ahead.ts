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
  const answer = post(operation, { headers: headersOf(token) }).then(
    (one) => (one.errors ? undefined : one),
    () => undefined,
  );
  keep(operation, token, answer);
  return answer;
}

/** Has what will be asked in a moment answered by what is known already. */
export function answerAhead(operation: Outgoing, token: string, answer: Answer): void {
  keep(operation, token, Promise.resolve(answer));
}

/** What was asked ahead, once; undefined where it was not, or failed. */
export async function askedAhead(operation: Outgoing, headers: Readonly<Record<string, string>> = {}): Promise<Answer | undefined> {
  if (asked.size === 0) return undefined;
  const key = keyOf(operation, headers);
  const answer = asked.get(key);
  asked.delete(key);
  return answer;
}

function keep(operation: Outgoing, token: string, answer: Promise<Answer | undefined>): void {
  const key = keyOf(operation, headersOf(token));
  asked.set(key, answer);
  void answer.then(() => setTimeout(() => asked.delete(key), GOOD_FOR));
}

const headersOf = (token: string) => ({ authorization: `Bearer ${token}` });

const keyOf = (operation: Outgoing, headers: Readonly<Record<string, string>>): string =>
  JSON.stringify([byHash(operation)?.extensions, Object.entries(operation.variables ?? {}).sort(), headers['authorization']]);
