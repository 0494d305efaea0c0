import { ApolloClient, ApolloLink, CombinedGraphQLErrors, InMemoryCache, ServerError } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { RetryLink } from '@apollo/client/link/retry';
import { OperationTypeNode } from 'graphql';
import { from, switchMap } from 'rxjs';
import { accessToken, refuseAccessToken } from '../session/tokens.js';
import { FORBIDDEN, onReturn, setReachable } from './connection.js';
import { httpLink } from './http.js';
import { socketLink } from './socket.js';

/** Apollo over HTTP for queries and mutations, over one socket for subscriptions; both with a token that is good now. */
export function createGraphClient(): ApolloClient {
  const socket = socketLink({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: async () => ({ authorization: `Bearer ${(await accessToken()) ?? ''}` }),
    lazyCloseTimeout: 2_000,
    keepAlive: 15_000,
    // Who listens begins again behind the last cursor; to send the old request again would repeat what was seen.
    retryAttempts: 0,
    on: {
      connected: () => setReachable(true),
      closed: (event) => {
        if (isClose(event) && event.code === FORBIDDEN) refuseAccessToken(null);
        if (isClose(event) && !event.wasClean) setReachable(false);
      },
    },
  });
  const http = ApolloLink.from([freshToken, retry, withToken, httpLink]);
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes: { AgendaItem: ['Occurrence', 'BusyBlock'], BookingResult: ['Booking', 'BookingRefused'] } }),
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, signedIn.concat(socket), http),
  });
  onReturn(() => askAgain(client));
  return client;
}

/** Queries that failed while the server was out of reach; what went on well hears of all that was missed by its subscription. */
function askAgain(client: ApolloClient): void {
  for (const query of client.getObservableQueries()) if (query.getCurrentResult().error) query.refetch().catch(() => undefined);
}

/** An operation asked with `context: { anonymous: true }` bears no token: signing in, and what mails lead to. */
const withToken = new SetContextLink(async ({ headers, anonymous }) => {
  const token = anonymous === true ? null : await accessToken();
  return token === null ? {} : { token, headers: { ...(headers as Record<string, string> | undefined), authorization: `Bearer ${token}` } };
});

/** Before a socket is opened, which waits for nobody, there is a token for it. */
const signedIn = new ApolloLink((operation, forward) => from(accessToken()).pipe(switchMap(() => forward(operation))));

/** A token that was refused is traded for a new one, and the operation sent again, once. */
const freshToken = new ErrorLink(({ error, operation, forward }) => {
  const { refused, token } = operation.getContext() as { refused?: boolean; token?: string };
  if (refused || !token || !ServerError.is(error) || error.statusCode !== 401) return;
  refuseAccessToken(token);
  operation.setContext({ refused: true });
  return from(accessToken()).pipe(switchMap(() => forward(operation)));
});

/** Reads only: a mutation that is to be sent again says so by its idempotency key, and is sent by who made the key. */
const retry = new RetryLink({
  delay: { initial: 300, max: 4_000, jitter: true },
  attempts: (count, operation, error) =>
    count < 4 && operation.operationType === OperationTypeNode.QUERY && !CombinedGraphQLErrors.is(error) && !(ServerError.is(error) && error.statusCode < 500),
});

const isClose = (event: unknown): event is CloseEvent => event instanceof CloseEvent;
