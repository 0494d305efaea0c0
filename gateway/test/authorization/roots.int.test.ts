import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Gauge } from 'prom-client';
import { until } from '../../../platform/testing/until.js';
import { answerAt, answerOfError, objectsWith, type Answered } from './answers.js';
import { ENTITIES, entityQuery, forgottenEntities, type EntityWay } from './entities.js';
import { filled, fits } from './reading.js';
import { faultOf, lacking } from './root-fields.js';
import { QUERIES, SUBSCRIPTIONS } from './roots.js';
import { graphOf, readScopeOf } from './schema.js';
import { TABLE } from './table.js';
import { feeds } from './table/feed.js';
import { answersOf, PEOPLE, type Answer, type Person } from './vocabulary.js';
import { createWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

describe('each query', () => {
  it('is asked below', () => {
    expect(Object.keys(QUERIES).sort()).toEqual(Object.keys(TABLE['Query'] ?? {}).sort());
    expect(Object.keys(SUBSCRIPTIONS).sort()).toEqual(Object.keys(TABLE['Subscription'] ?? {}).sort());
  });

  it.each(Object.entries(QUERIES))('%s answers each person as the table says', async (field, selection) => {
    const query = filled(`{ ${selection} }`, { ...world.ids, export: 'none' });
    const faults = PEOPLE.map(async (person) => {
      const token = await world.tokenOf(person, lacking('Query', field));
      return faultOf('Query', field, person, answerAt(await world.door.ask(token, query), [field]));
    });
    expect((await Promise.all(faults)).flat()).toEqual([]);
  });

  it.each(Object.entries(QUERIES))('%s answers the same over a socket', async (field, selection) => {
    const query = filled(`{ ${selection} }`, { ...world.ids, export: 'none' });
    const faults = PEOPLE.map(async (person) => {
      const token = await world.tokenOf(person, lacking('Query', field));
      const { first, stop } = world.door.listen(token, query);
      const got = answerAt(await first, [field]);
      stop();
      return faultOf('Query', field, person, got);
    });
    expect((await Promise.all(faults)).flat()).toEqual([]);
  });
});

describe('each subscription', () => {
  const running = async (): Promise<number> => {
    const { values } = await (world.metrics.getSingleMetric('gateway_subscriptions') as Gauge).get();
    return values[0]?.value ?? 0;
  };

  it.each(Object.entries(SUBSCRIPTIONS))('%s opens for each person whom the table lets in', async (field, selection) => {
    const query = filled(`subscription { ${selection} }`, world.ids);
    for (const person of PEOPLE) {
      const token = await world.tokenOf(person, lacking('Subscription', field));
      await until('nobody listens', async () => (await running()) === 0);
      const { first, stop } = world.door.listen(token, query);
      let heard: Answered | undefined;
      void first.then((answered) => (heard = answered));
      await until('it opens, or is refused', async () => heard !== undefined || (await running()) === 1);
      const [error] = heard?.errors ?? [];
      expect(faultOf('Subscription', field, person, error ? answerOfError(error) : 'V')).toEqual([]);
      stop();
    }
  });
});

describe('the feed', () => {
  const feedUrl = async (person: Person, calendar: string): Promise<string | null> => {
    const token = await world.tokenOf(person, ['CALENDAR_READ']);
    const { data } = await world.door.ask(token, filled(`{ calendar(id: $${calendar}) { feedUrl } }`, world.ids));
    return (data?.['calendar'] as { feedUrl: string | null } | null)?.feedUrl ?? null;
  };

  it.each(Object.entries(feeds))('of %s has the lines that the table says', async (calendar, lines) => {
    for (const person of PEOPLE) {
      const url = await feedUrl(person, calendar);
      const text = url === null ? null : await (await fetch(url)).text();
      const got = Object.fromEntries(Object.keys(lines).map((line) => [line, answerOfLine(text, line)]));
      expect([person, got]).toEqual([person, Object.fromEntries(Object.entries(lines).map(([line, row]) => [line, answersOf(row)[person]]))]);
    }
  });
});

/** What stands in an event of a feed; its summary is masked where it only says that somebody is busy. */
function answerOfLine(text: string | null, line: string): Answer {
  if (text === null) return '-';
  const event = text.slice(text.indexOf('BEGIN:VEVENT'));
  const value = new RegExp(`^${line}[;:](.*)`, 'm').exec(event)?.[1];
  if (value === undefined) return '0';
  return value.trim() === 'Busy' ? 'M' : 'V';
}

describe('each entity, by its key, at each subgraph', () => {
  it('is asked for below', () => {
    expect(forgottenEntities()).toEqual([]);
  });

  it('can not be asked for at the gateway', async () => {
    for (const query of ['{ _entities(representations: []) { __typename } }', '{ _service { sdl } }']) {
      expect(await world.door.ask(null, query)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    }
  });

  it.each(ENTITIES.map((way) => [way.graph, way.type, way.key, way] as const))('%s shows of %s %s what the table says', async (_graph, _type, _key, way) => {
    const faults = await Promise.all(PEOPLE.map((person) => faultsOfEntity(way, person)));
    expect(faults.flat()).toEqual([]);
  });
});

async function faultsOfEntity(way: EntityWay, person: Person): Promise<string[]> {
  const lacks = [readScopeOf(way.type, firstFieldOf(way))].filter((scope) => scope !== null);
  const holder = person === 'script' ? 'member' : person;
  const viewer =
    holder === 'nobody'
      ? null
      : {
          userId: world.accounts[holder].id,
          sessionId: 'none',
          role: holder === 'administrator' ? 'ADMIN' : 'MEMBER',
          scopes: new Set(world.scopesOf(person, lacks)),
        };
  const query = { query: filled(entityQuery(way), world.ids) };
  const result = await world.convene.transports.get(way.graph.toLowerCase())?.execute(query, { viewer, requestId: 'matrix' });
  const answered = JSON.parse(JSON.stringify(result)) as Answered;
  const [found] = objectsWith(answered.data, `here${way.type}`);
  if (answersOf(way.reaches)[person] !== 'V') return found ? [`${person} gets to a ${way.type}`] : [];
  if (!found) return [`${person} does not get to a ${way.type}: ${JSON.stringify(answered.errors)}`];
  return Object.entries({ ...TABLE[way.type], ...way.less }).flatMap(([field, row]) => {
    const got = answerAt(answered, [...found.path, field]);
    return got === 'not asked for' || fits(row, got, `${way.type}.${field}`, person) ? [] : [`${way.type}.${field} for ${person}: ${got} instead of ${row}`];
  });
}

const firstFieldOf = ({ graph, type }: EntityWay): string => Object.keys(TABLE[type] ?? {}).find((field) => graphOf(type, field) === graph) ?? '';
