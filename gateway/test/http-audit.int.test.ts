import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestGateway, type TestGateway } from './support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

/** Without this header a GET is what any site could make a browser send, and is refused; see `csrf` in the catalogue. */
const asked = (address: unknown, init: RequestInit = {}): Promise<Response> =>
  fetch(String(address), { ...init, headers: { 'apollo-require-preflight': 'yes', ...(init.headers as Record<string, string>) } });

/** The audits of graphql-http, the reference implementation of GraphQL over HTTP. */
const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: asked });

describe('GraphQL over HTTP, audited', () => {
  it('is looked at from 61 sides', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : result).toBe('ok');
  });
});
