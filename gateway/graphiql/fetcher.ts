import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';

/**
 * Sends queries and mutations by HTTP and subscriptions by WebSocket. What stands in the headers editor goes with both: as
 * headers, and as connection parameters of a socket that is opened anew for each subscription.
 */
export function createFetcher(address: URL): Fetcher {
  const socketAddress = address.href.replace(/^http/, 'ws');
  return (params, options) => {
    const headers = (options?.headers ?? {}) as Record<string, unknown>;
    const fetcher = createGraphiQLFetcher({
      url: address.href,
      wsClient: createClient({ url: socketAddress, lazy: true, connectionParams: headers }),
    });
    return fetcher(params, options);
  };
}
