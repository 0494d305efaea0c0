import type { GraphQLError } from 'graphql';
import { tooComplex } from './refusal.js';

/** For each subscription that a connection may have, so many queries and mutations may be on their way. */
const ANSWERING_FOR_EACH = 5;

/** Counts what runs on one connection: subscriptions, and beside them what is to be answered. */
export class RunningOperations {
  private readonly answering = new Set<object>();
  private readonly listening = new Set<object>();

  constructor(private readonly limit: number) {}

  /** Begins an operation, known by `token` until it has ended; or says why it may not. */
  begin(token: object): GraphQLError | null {
    const limit = this.limit * ANSWERING_FOR_EACH;
    if (this.answering.size >= limit) {
      return tooComplex('operationsPerConnection', limit, `A connection may have ${String(limit)} operations on their way.`);
    }
    this.answering.add(token);
    return null;
  }

  /** It turned out to be a subscription: it stays until it is ended. When it may not, it has ended. */
  listen(token: object): GraphQLError | null {
    this.answering.delete(token);
    if (this.listening.size >= this.limit) {
      return tooComplex('subscriptionsPerConnection', this.limit, `A connection may have ${String(this.limit)} subscriptions.`);
    }
    this.listening.add(token);
    return null;
  }

  end(token: object): void {
    this.answering.delete(token);
    this.listening.delete(token);
  }
}
