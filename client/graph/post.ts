import { byHash, byText, isUnknown, type Answer, type Outgoing } from './sent.js';

/** How an operation is sent. */
export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The server answered with another status than success. */
export class Refused extends Error {
  constructor(
    readonly response: Response,
    readonly bodyText: string,
  ) {
    super(`The server answered with status ${String(response.status)}.`);
  }
}

/**
 * Sends a query or mutation over HTTP: by its hash, and once more by its text to a server that does not know the hash. Stands
 * apart from Apollo, so that it can be done while that is still being loaded.
 * @throws Refused for any status but success; TypeError when the server is out of reach.
 */
export async function post(operation: Outgoing, sending: Sending = {}): Promise<Answer> {
  const named = byHash(operation);
  const answer = named && (await send(operation, named, sending));
  return !answer || isUnknown(answer.errors) ? send(operation, await byText(operation), sending) : answer;
}

async function send({ operationName, variables }: Outgoing, named: object, { headers, signal }: Sending): Promise<Answer> {
  const body = JSON.stringify({ ...named, operationName, variables });
  const response = await fetch('/graphql', { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json', ...headers }, body, signal });
  const bodyText = await response.text();
  if (!response.ok) throw new Refused(response, bodyText);
  return JSON.parse(bodyText) as Answer;
}
