import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationFromDocument } from '@apollo/federation-internals';
import { describe, expect, it } from '@jest/globals';
import { isNonNullType, parse } from 'graphql';
import { packageRoot } from '../platform/package-root.js';
import { StartRefused } from '../platform/start-refused.js';
import { buildSupergraph, openSupergraph, serveSupergraph } from './supergraph.js';
import { testSupergraph } from './test/support/graph.js';

describe('a supergraph', () => {
  it('hides what is not for clients from the API schema, and keeps the rules of access', () => {
    const { apiSchema, access } = buildSupergraph(testSupergraph());
    expect(apiSchema.getType('join__Graph')).toBeUndefined();
    expect(apiSchema.getDirective('requiresScopes')).toBeUndefined();
    expect(access.query.get('secrets')).toEqual({ scopes: [['ADMIN']], nonNull: false });
    expect(access.mutation.get('book')).toEqual({ scopes: [['BOOKING_WRITE'], ['ADMIN']], nonNull: false });
    expect(access.subscription.get('calendarChanged')).toEqual({ scopes: [], nonNull: true });
    expect(access.query.has('event')).toBe(false);
  });

  it('is refused when it asks for protection that nobody here gives', () => {
    const link = '@link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)';
    const sdl = testSupergraph().replace(link, `${link}\n  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)`);
    expect(() => buildSupergraph(sdl)).toThrow(/policy/);
  });

  it('is refused when it has a subgraph that is not there', () => {
    expect(() => buildSupergraph(testSupergraph(), new Set(['viewer', 'user', 'event']))).toThrow(/booking/);
    buildSupergraph(testSupergraph(), new Set(['viewer', 'user', 'event', 'booking', 'another']));
  });
});

describe('the supergraph that is served', () => {
  it('is another one from the moment of its replacement, and known by its schema still', () => {
    const source = serveSupergraph(testSupergraph());
    const before = source.current();
    const heard: string[] = [];
    const unlisten = source.listen(({ sdl }) => heard.push(sdl));
    const next = testSupergraph().replace('secrets: String', 'news: String @join__field(graph: EVENT)\n  secrets: String');
    source.replace(next);
    expect(source.current().apiSchema.getQueryType()?.getFields()['news']).toBeDefined();
    expect(source.of(before.apiSchema)).toBe(before);
    expect(heard).toEqual([before.sdl, next]);
    unlisten();
    expect(() => source.replace('type Query { nothing')).toThrow();
    expect(source.current().sdl).toBe(next);
  });
});

describe('the file of the supergraph', () => {
  it('is refused in one line when it is not there, or no supergraph', async () => {
    await expect(openSupergraph('/nowhere/supergraph.graphql')).rejects.toThrow(StartRefused);
    const refused = openSupergraph(join(packageRoot(), 'schema', 'viewer.graphql'));
    await expect(refused).rejects.toThrow(/^SUPERGRAPH: .*viewer\.graphql .+[^\n]$/);
  });
});

describe('the supergraph of the contract', () => {
  const whole = buildSupergraph(readFileSync(join(packageRoot(), 'schema', 'supergraph.graphql'), 'utf8'));
  const plan = (text: string): string => JSON.stringify(whole.planner.buildQueryPlan(operationFromDocument(whole.planningSchema, parse(text))));

  it('plans changes of a calendar over three subgraphs', () => {
    const text =
      'subscription { calendarChanged(calendarId: "c") { cursor kind event { title organizer { fullName } myBookings { status } } } }';
    for (const subgraph of ['event', 'user', 'booking']) expect(plan(text)).toContain(`"serviceName":"${subgraph}"`);
    expect(plan(text)).toContain('"kind":"Subscription"');
  });

  it('answers me without another subgraph', () => {
    expect(plan('{ me { id } }').match(/"serviceName":"\w+"/g)).toEqual(['"serviceName":"viewer"']);
  });

  it('lets no root field of a query or mutation take the others down with it', () => {
    const { apiSchema } = whole;
    const fields = [apiSchema.getQueryType(), apiSchema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));
    expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  });
});
