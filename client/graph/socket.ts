import { ApolloLink, CombinedGraphQLErrors, Observable } from '@apollo/client';
import type { Client, ClientOptions, Sink } from 'graphql-ws';
import type { GraphQLFormattedError } from 'graphql';
import { SocketClosed } from './connection.js';
import { byHash, byText, isUnknown } from './sent.js';

/** Subscriptions over one socket, which is opened by the first; what speaks its protocol is loaded then, too. */
export function socketLink(options: ClientOptions): ApolloLink {
  let socket: Promise<Client> | undefined;
  const open = (): Promise<Client> => {
    socket ??= import('graphql-ws').then(({ createClient }) => createClient(options));
    socket.catch(() => (socket = undefined));
    return socket;
  };

  return new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        let leave = (): void => undefined;
        let left = false;
        const listen = async (named: object): Promise<void> => {
          const client = await open();
          if (left) return;
          const { operationName, variables } = operation;
          const sink: Sink<ApolloLink.Result> = {
            next: (message) => observer.next(message),
            complete: () => observer.complete(),
            error: (error) => {
              if (!Array.isArray(error)) observer.error(asError(error));
              else if (isUnknown(error) && 'extensions' in named) byText(operation).then(listen).catch(fail);
              else observer.error(new CombinedGraphQLErrors({ errors: error as GraphQLFormattedError[] }));
            },
          };
          leave = client.subscribe({ query: '', ...named, operationName, variables }, sink as Sink);
        };
        const fail = (error: unknown): void => observer.error(error);
        const named = byHash(operation);
        (named ? listen(named) : byText(operation).then(listen)).catch(fail);
        return () => {
          left = true;
          leave();
        };
      }),
  );
}

/** A socket that was closed says so by an event, not by an error. */
const asError = (error: unknown): Error => (error instanceof Error ? error : new SocketClosed(error instanceof CloseEvent ? error.code : null));
