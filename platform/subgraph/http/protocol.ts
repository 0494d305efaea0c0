/** What both ends of the HTTP transport agree on. */

/** Where a subgraph serves GraphQL, by POST and by graphql-transport-ws; beside it, its own plain paths and sessions. */
export const GRAPHQL_PATH = '/graphql';
export const PASSED_PATH = '/passed';
export const SESSIONS_PATH = '/sessions';
/** What the identity of a single subscription is signed for, beside its operation. */
export const SUBSCRIBE_PATH = 'subscribe';

/** On an answer whose request was not begun, so that it may be sent to another. */
export const NOT_BEGUN_HEADER = 'x-convene-not-begun';
/** The code with which a subgraph that stops closes its sockets: Service Restart (IANA registry of WebSocket close codes). */
export const SERVICE_RESTART = 1012;

/** Messages of one subscription that may be on their way or waiting, and after how many of them more are asked for. */
export const WINDOW = 32;
export const MORE_AFTER = 16;

/**
 * Beside graphql-transport-ws, in the payload of unsolicited pongs: the client says how many more messages of a
 * subscription it takes, the server that a subscription was begun.
 */
export interface PongPayload {
  readonly more?: { readonly id: string; readonly count: number } | undefined;
  readonly begun?: string | undefined;
}

/** In the `extensions` of a subscription. Without a window everything is sent as it comes. */
export interface SubscribeExtensions {
  readonly identity?: string | undefined;
  readonly window?: number | undefined;
}

/** What the identity of a subscription is signed for. */
export const signedOperation = (sent: {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}): string => JSON.stringify([sent.query, sent.operationName ?? null, sent.variables ?? null]);

/** What a source of sessions is asked. */
export type SessionQuestion = { readonly session: string } | { readonly scriptToken: string } | { readonly keys: true };
