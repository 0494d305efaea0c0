import type { GraphQLError, OperationTypeNode } from 'graphql';
import { tooComplex } from './refusal.js';

/** Counts what runs on one connection: so many subscriptions, and beside them as many queries and mutations on their way. */
export class RunningOperations {
  private readonly running = new Map<object, 'listening' | 'answering'>();

  constructor(private readonly limit: number) {}

  /** Begins one, known by `token` until it has ended; or says why it may not. */
  begin(token: object, type: OperationTypeNode): GraphQLError | null {
    const kind = type === 'subscription' ? 'listening' : 'answering';
    const alike = [...this.running.values()].filter((other) => other === kind).length;
    if (alike >= this.limit) {
      const what = kind === 'listening' ? 'subscriptions' : 'queries and mutations at once';
      return tooComplex('operationsPerConnection', this.limit, `A connection may have ${String(this.limit)} ${what}.`);
    }
    this.running.set(token, kind);
    return null;
  }

  end(token: object): void {
    this.running.delete(token);
  }
}
