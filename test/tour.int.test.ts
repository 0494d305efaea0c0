import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kind, OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql';
import { createPublicClient, type PublicClient } from '../demo/public-client.js';
import { packageRoot } from '../platform/package-root.js';
import { buildOnce, createWorkshop, type Instance, type Workshop } from './support/instance.js';

/** The operations that the README shows, in its order. */
const operations = [...readFileSync(join(packageRoot(), 'README.md'), 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`The README shows something that is no operation:\n${text}`);
  return { text, definition, name: definition.name?.value ?? text };
});

let workshop: Workshop;
let instance: Instance;
let client: PublicClient;
/** What the variables of the README's operations stand for. */
let values: Record<string, unknown>;

beforeAll(async () => {
  buildOnce();
  workshop = createWorkshop();
  instance = await (await workshop.start({ DEMO: '1' })).ready();
  client = createPublicClient(instance.url);
});
afterAll(async () => {
  await client.close();
  await workshop.cleanUp();
});

describe('the first start, on an empty data directory', () => {
  it('prints two logins that work', async () => {
    const logins = [...instance.output().matchAll(/Login +(\S+), password "([^"]+)"/g)];
    expect(logins).toHaveLength(2);
    for (const [, identifier, password] of logins.reverse()) {
      const { login } = await client.ask<{ login: { accessToken: string; user: { username: string } } }>(
        `mutation ($input: LoginInput!) { login(input: $input) { accessToken user { username } } }`,
        { input: { identifier, password } },
      );
      expect(login.user.username).toBe(identifier);
      client.signIn(login.accessToken);
    }
    values = await readValues(client);
  });

  it.each(operations)('answers what the README shows: $name', async ({ text, definition }) => {
    if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
      const listener = await client.listen(text, variablesOf(definition));
      expect(listener.heard).toEqual([]);
      listener.stop();
    } else {
      const data = await client.ask<Record<string, unknown>>(text, variablesOf(definition));
      expect(Object.values(data)).not.toContain(null);
    }
  });

  it('stops in good order at Ctrl-C', async () => {
    instance.process.kill('SIGINT');
    expect(await instance.exited).toBe(0);
    expect(instance.output()).toMatch(/Stopped\.\n$/);
    expect(workshop.postmaster()).toBeNull();
  });
});

interface Demo {
  me: { calendars: { id: string; myRole: string }[] };
  events: { edges: { node: { id: string; nextOccurrence: { id: string } | null } }[] };
}

async function readValues(signedIn: PublicClient): Promise<Record<string, unknown>> {
  const { me, events } = await signedIn.ask<Demo>(
    `{ me { calendars { id myRole } } events(first: 20) { edges { node { id nextOccurrence { id } } } } }`,
  );
  const bookable = events.edges.find(({ node }) => node.nextOccurrence !== null)?.node;
  const startsAt = new Date(Date.now() + 7 * 86_400_000);
  return {
    calendarId: me.calendars.find(({ myRole }) => myRole === 'OWNER')?.id,
    eventId: bookable?.id,
    occurrenceId: bookable?.nextOccurrence?.id,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
  };
}

function variablesOf(definition: OperationDefinitionNode): Record<string, unknown> {
  const names = definition.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  return Object.fromEntries(
    names.map((name) => {
      if (values[name] === undefined) throw new Error(`This test has no value for $${name}.`);
      return [name, values[name]];
    }),
  );
}
