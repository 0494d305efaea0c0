import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../identity/viewer.js';
import type { AbortEmitter } from './abort-emitter.js';
import type { OperationBudget } from './budget.js';

/** One operation for one subgraph: valid against its schema, since the planner or our own code wrote it. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether a request changes nothing, so that it may be sent again. The planner and our own code begin it with its kind, or with its selections. */
export const isQuery = ({ query }: SubgraphRequest): boolean => /^\s*(query\b|\{)/.test(query);

/** On whose behalf, and as part of which request. */
export interface RequestIdentity {
  readonly viewer: Viewer | null;
  /** Stands in every log line and in `extensions.requestId` of an internal error. */
  readonly requestId: string;
  /** The client's address, for the security log and throttling; not for logs. */
  readonly ipAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  /** A secret by which the gateway recognises a browser; no sign-in, and not for logs. */
  readonly deviceId?: string | undefined;
  /** An operation of our own process, such as the filling of the demo: never throttled. */
  readonly internal?: boolean | undefined;
  /** Milliseconds that went by until it was known who asks. */
  readonly waited?: number | undefined;
}

/** What a transport may take into account beside the request itself. */
export interface RequestOptions {
  /** Aborted once nobody waits for the answer any more. */
  readonly signal?: AbortEmitter | undefined;
  /** What the operation of which this request is a part may still spend. */
  readonly budget?: OperationBudget | undefined;
}

/**
 * What a transport throws when no connection came about, or none of the request went over it: the subgraph has not begun,
 * and asking again does nothing twice. After anything else that is thrown it may have begun.
 */
export class ConnectionFailed extends Error {
  constructor(subgraph: string, options?: ErrorOptions) {
    super(`No connection to ${subgraph} came about.`, options);
    this.name = 'ConnectionFailed';
  }
}

/** What the iterator of a subscription throws when the way to the subgraph broke off: whoever listens can go on elsewhere, after the last cursor. */
export class StreamLost extends Error {
  constructor(subgraph: string, options?: ErrorOptions) {
    super(`The stream from ${subgraph} broke off.`, options);
    this.name = 'StreamLost';
  }
}

/**
 * How the gateway, and subgraphs among themselves, reach a subgraph. Two makes: a function call in one
 * process, which passes the verified viewer as it is, and HTTP, which signs it. `guardTransport` bounds either.
 * Errors in answers are ready for the caller: with `extensions.code`, and nothing of ours in them.
 */
export interface SubgraphTransport {
  execute(request: SubgraphRequest, identity: RequestIdentity, options?: RequestOptions): Promise<ExecutionResult>;
  /**
   * An iterator of results, or one result with errors when the subscription was refused. `return()` of the iterator
   * ends it at once, also while a `next()` is pending. It throws StreamLost when the way to the subgraph breaks off.
   */
  subscribe(
    request: SubgraphRequest,
    identity: RequestIdentity,
    options?: RequestOptions,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** A plain HTTP request that the gateway passes on to a subgraph, such as one for a calendar feed. */
export interface PassedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The subgraph's answer to it. */
export interface PassedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A subgraph that runs, as the gateway and `startConvene` see it. */
export interface RunningSubgraph {
  readonly name: string;
  readonly transport: SubgraphTransport;
  /** Answers paths outside GraphQL that this subgraph owns; null for a path that it does not know. */
  handle(request: PassedRequest): Promise<PassedResponse | null>;
  /** Resolves when everything beneath (database, jobs) can be reached; rejects with what can't. */
  ready(): Promise<void>;
  /** Ends subscriptions and jobs in flight in good order, then lets go of everything. */
  stop(): Promise<void>;
}
