import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { createPublicClient, type PublicClient } from '../demo/public-client.js';
import { packageRoot } from '../platform/package-root.js';
import { buildOnce, createWorkshop, type Instance, type Workshop } from './support/instance.js';

let workshop: Workshop;
let instance: Instance;
let client: PublicClient;

beforeAll(async () => {
  buildOnce();
  workshop = createWorkshop();
  instance = await (await workshop.start({ DEMO: '1', AUTH_RATE_LIMIT: '1000' })).ready();
  client = createPublicClient(instance.url);
});
afterAll(async () => {
  await client.close();
  await workshop.cleanUp();
});

/** Every GraphQL block of the README, in its order. */
const tour = [...readFileSync(join(packageRoot(), 'README.md'), 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => {
  const [definition] = parse(text).definitions;
  const { operation, name } = definition as OperationDefinitionNode;
  return { text, operation, name: name?.value ?? '' };
});

/** What a reader pastes from one answer into the next. */
const variables: Record<string, unknown> = {};

interface Answers {
  SignIn: { login: { accessToken: string } };
  WhatIsOn: {
    me: { calendars: { id: string; myRole: string }[] };
    events: { edges: { node: { nextOccurrence: { id: string; capacity: number | null } | null } }[] };
  };
  Announce: { createEvent: { id: string } };
}

function remember(name: string, answer: unknown): void {
  if (name === 'SignIn') client.signIn((answer as Answers['SignIn']).login.accessToken);
  if (name === 'WhatIsOn') {
    const { me, events } = answer as Answers['WhatIsOn'];
    variables['calendarId'] = me.calendars.find(({ myRole }) => myRole === 'OWNER')?.id;
    variables['occurrenceId'] = events.edges.map(({ node }) => node.nextOccurrence).find((next) => next?.capacity != null)?.id;
    variables['startsAt'] = new Date(Date.now() + 24 * 3600_000).toISOString();
    variables['endsAt'] = new Date(Date.now() + 26 * 3600_000).toISOString();
  }
  if (name === 'Announce') variables['eventId'] = (answer as Answers['Announce']).createEvent.id;
}

const variablesOf = (text: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => text.includes(`$${name}`)));

describe('the README', () => {
  it('has a tour', () => {
    expect(tour.map(({ name }) => name)).toEqual(['SignIn', 'WhatIsOn', 'Book', 'Watch', 'Announce', 'Remind']);
  });

  it('shows only operations that work, one after the other', async () => {
    const listening = tour.filter(({ operation }) => operation === 'subscription');
    for (const { name, text } of tour.filter(({ operation }) => operation !== 'subscription')) {
      if (name === 'Announce') {
        const heard = await Promise.all(listening.map((one) => client.listen<unknown>(one.text, variablesOf(one.text))));
        remember(name, await client.ask(text, variablesOf(text)));
        for (const listener of heard) {
          expect(await listener.next('a change', () => true)).toMatchObject({ calendarChanged: { kind: 'CREATED', event: { title: 'Reading group' } } });
        }
        continue;
      }
      remember(name, await client.ask(text, variablesOf(text)));
    }
    expect(variables).toEqual({
      calendarId: expect.any(String),
      occurrenceId: expect.any(String),
      eventId: expect.any(String),
      startsAt: expect.any(String),
      endsAt: expect.any(String),
    });
  });

  it('lets both printed logins in', async () => {
    const logins = [...instance.output().matchAll(/Login +(\S+), password "([^"]+)"/g)];
    expect(logins).toHaveLength(2);
    for (const [, identifier, password] of logins) {
      const { login } = await createPublicClient(instance.url).ask<{ login: { user: { username: string } } }>(
        `mutation ($input: LoginInput!) { login(input: $input) { user { username } } }`,
        { input: { identifier, password } },
      );
      expect(login.user.username).toBe(identifier);
    }
  });
});
