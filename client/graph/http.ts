import { ApolloLink, Observable, ServerError } from '@apollo/client';
import { byHash, byText, isUnknown, type Answer, type Outgoing } from './sent.js';

interface Options {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Sends a query or mutation over HTTP: by its hash, and once more by its text to a server that does not know the hash.
 * @throws ServerError for any status but success; TypeError when the server is out of reach.
 */
export async function post(operation: Outgoing, options: Options = {}): Promise<Answer> {
  const named = byHash(operation);
  const answer = named && (await send(operation, named, options));
  return !answer || isUnknown(answer.errors) ? send(operation, await byText(operation), options) : answer;
}

async function send({ operationName, variables }: Outgoing, named: object, { headers, signal }: Options): Promise<Answer> {
  const body = JSON.stringify({ ...named, operationName, variables });
  const response = await fetch('/graphql', { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json', ...headers }, body, signal });
  const bodyText = await response.text();
  if (!response.ok) throw new ServerError(`The server answered with status ${String(response.status)}.`, { response, bodyText });
  return JSON.parse(bodyText) as Answer;
}

/** Ends Apollo's links: what nobody waits for any more is taken back. */
export const httpLink = new ApolloLink(
  (operation) =>
    new Observable((observer) => {
      const leaving = new AbortController();
      const { headers } = operation.getContext() as Options;
      post(operation, { headers, signal: leaving.signal }).then(
        (answer) => {
          observer.next(answer as ApolloLink.Result);
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
      return () => leaving.abort();
    }),
);
