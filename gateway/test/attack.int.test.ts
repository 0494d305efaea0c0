import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { packageRoot } from '../../platform/package-root.js';
import { refuseText } from '../bounds/bounds.js';
import { refuseCost } from '../bounds/cost.js';
import { readDocument } from '../bounds/document.js';
import { readGatewayConfig } from '../config.js';
import { buildSupergraph } from '../supergraph.js';
import { startTestGateway, type TestGateway } from './support/gateway.js';
import { hostileDocuments } from './support/generated-documents.js';
import { testSupergraph } from './support/graph.js';

const { apiSchema } = buildSupergraph(testSupergraph());
const limits = readGatewayConfig({}).bounds.documents;

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  token = await gateway.sessions.signIn('u1');
});
afterAll(() => gateway.stop());

/** What documents may be refused for that are valid otherwise. */
const EXPECTED = new Set([undefined, 'QUERY_TOO_COMPLEX', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'GRAPHQL_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR']);

describe('under attack by generated documents', () => {
  it('answers what is within bounds, refuses the rest, and always tells who asks who they are', async () => {
    const documents = fc.sample(hostileDocuments(apiSchema), { numRuns: 80, seed: 4 });
    const me = async (): Promise<void> => expect((await gateway.post('{ me { id } }', { token })).body).toEqual({ data: { me: { id: 'u1' } } });
    const refused: unknown[] = [];
    for (let first = 0; first < documents.length; first += 10) {
      const attack = documents.slice(first, first + 10).map(async (document) => {
        const { status, body } = await gateway.post(document);
        const { data, errors } = body as { data?: unknown; errors?: { extensions: { code: string; bound?: string } }[] };
        expect([status, EXPECTED.has(errors?.[0]?.extensions.code)]).toEqual([200, true]);
        if (data === undefined) refused.push(errors?.[0]?.extensions.bound);
      });
      await Promise.all([...attack, me()]);
    }
    expect(new Set(refused).size).toBeGreaterThanOrEqual(4);
  });
});

describe('the bounds, over the whole contract', () => {
  const supergraph = buildSupergraph(readFileSync(join(packageRoot(), 'schema', 'supergraph.graphql'), 'utf8'));

  it('refuse by its cost what passes every other bound', () => {
    const page = (events: number, occurrences: number): string =>
      `{ events(first: ${String(events)}) { edges { node { title occurrences(first: ${String(occurrences)}) { edges { node { startsAt myBooking { status } } } } } } } }`;
    const costOf = (text: string): unknown => {
      expect(refuseText(text, limits)).toBeNull();
      const document = readDocument(parse(text));
      return refuseCost(supergraph.costs, document, document.operations[0]!, {}, limits.cost)?.extensions['bound'];
    };
    expect([costOf(page(100, 500)), costOf(page(20, 100))]).toEqual(['cost', undefined]);
  });

  it('are looked at in a moment, whatever documents say', () => {
    for (const document of fc.sample(hostileDocuments(supergraph.apiSchema), { numRuns: 50, seed: 5 })) {
      const tries = Array.from({ length: 3 }, () => {
        const begun = performance.now();
        refuseText(document, limits);
        return performance.now() - begun;
      });
      expect(Math.min(...tries)).toBeLessThan(50);
    }
  });
});
