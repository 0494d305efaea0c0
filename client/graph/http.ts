import { ApolloLink, Observable, ServerError } from '@apollo/client';
import { askedAhead } from './ahead.js';
import { post, Refused, type Sending } from './post.js';

/** Ends Apollo's links: what nobody waits for any more is taken back, and what was asked ahead is not asked again. */
export const httpLink = new ApolloLink(
  (operation) =>
    new Observable((observer) => {
      const leaving = new AbortController();
      const { headers } = operation.getContext() as Sending;
      const answered = async (): Promise<void> => {
        const answer = (await askedAhead(operation, headers)) ?? (await post(operation, { headers, signal: leaving.signal }));
        observer.next(answer as ApolloLink.Result);
        observer.complete();
      };
      answered().catch((error: unknown) => observer.error(error instanceof Refused ? new ServerError(error.message, error) : error));
      return () => leaving.abort();
    }),
);
