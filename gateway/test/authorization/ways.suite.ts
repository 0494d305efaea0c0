import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Gauge } from 'prom-client';
import type { Answered } from './answers.js';
import { until } from '../../../platform/testing/until.js';
import { stir } from './furniture.js';
import { faultsOf, filled, question, scriptQuestions, typesOn, type Fault, type Seen } from './reading.js';
import { unbuilt } from './schema.js';
import { TABLE } from './table.js';
import { answersOf, isWord, PEOPLE, type Person } from './vocabulary.js';
import { UNSEEN, WAYS, type Way } from './ways.js';
import { createWorld, type World } from './world.js';

/** Looks at every field of every object, by each of these ways, for each person. */
export function describeWays(name: keyof typeof WAYS): void {
  let world: World;
  const seen: Seen = new Set();
  /** Types behind fields that are not built yet. */
  const behindUnbuilt = new Set<string>();
  const ways: readonly Way[] = WAYS[name];

  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  describe(`each field of ${name}, by each way that leads to it, for each person`, () => {
    it.each(ways.map((way) => [way.by, way.query, way] as const))('%s: %s', async (_by, _query, way) => {
      const stirring = way.stirred ? stirWhenHeard(world, way) : undefined;
      const faults = await Promise.all((way.only ?? PEOPLE).map((person) => walk({ world, seen, behindUnbuilt }, way, person)));
      await stirring;
      expect(faults.flat()).toEqual([]);
    });

    it('has looked at every field for everybody who gets there', () => {
      const types = new Set(ways.flatMap(({ query }) => typesOn(query)).filter((type) => !(type in UNSEEN) && !behindUnbuilt.has(type)));
      expect([...types].flatMap((type) => overlooked(type, seen))).toEqual([]);
    });
  });
}

interface Walk {
  readonly world: World;
  readonly seen: Seen;
  readonly behindUnbuilt: Set<string>;
}

/** Fields that somebody reads by the table, and nobody was seen to read. */
function overlooked(type: string, seen: Seen): string[] {
  return Object.entries(TABLE[type] ?? {}).flatMap(([field, row]) => {
    if (!PEOPLE.some((person) => seen.has(`${type}.${field} ${person}`))) return [`${type}.${field}`];
    const people = isWord(row) ? [] : PEOPLE.filter((person) => answersOf(row)[person] !== '-');
    return people.filter((person) => !seen.has(`${type}.${field} ${person}`)).map((person) => `${type}.${field} ${person}`);
  });
}

/** Changes the event once as many listen as will. Scripts ask more than once, one after the other: then again. */
async function stirWhenHeard({ door, metrics, tokenOf, ids }: World, way: Way): Promise<void> {
  const organizer = (await tokenOf('organizer')) ?? '';
  const listening = async (): Promise<number> => (await (metrics.getSingleMetric('gateway_subscriptions') as Gauge).get()).values[0]?.value ?? 0;
  await until('everybody listens', async () => (await listening()) >= PEOPLE.length);
  await stir(door, organizer, ids['party'] ?? '');
  for (let more = scriptQuestions(way).length - 1; more > 0; more -= 1) {
    await until('the script listens again', async () => (await listening()) === 1);
    await stir(door, organizer, ids['party'] ?? '');
  }
}

async function walk({ world, seen, behindUnbuilt }: Walk, way: Way, person: Person): Promise<Fault[]> {
  const questions = person === 'script' ? scriptQuestions(way) : [question(way)];
  const faults: Fault[] = [];
  for (const { query, lacks } of questions) {
    const token = await world.tokenOf(person, lacks);
    const answered = await ask(world, way, person, token, filled(query, world.ids));
    if (answered && !isUnbuilt(way, answered, behindUnbuilt)) faults.push(...faultsOf(way, person, answered, world.ids, seen));
  }
  return faults;
}

/** Null for a listener who rightly hears nothing. */
async function ask({ door }: World, { by, reaches }: Way, person: Person, token: string | null, query: string): Promise<Answered | null> {
  if (by !== 'subscription') return door.ask(token, query);
  const { first, stop } = door.listen(token, query);
  // Replays are sent at once: who has heard nothing when the next two questions are answered has nothing to hear.
  const silence = answersOf(reaches)[person] === 'V' ? [] : [door.silence(token)];
  const heard = await Promise.race([first, ...silence]);
  stop();
  return heard;
}

/** Whether a field on the way itself is not built yet; then nothing behind it can be looked at. */
function isUnbuilt({ query }: Way, { errors }: Answered, behindUnbuilt: Set<string>): boolean {
  const refused = errors?.find(({ extensions, message }) => extensions?.['code'] === 'NOT_IMPLEMENTED' && unbuilt.has(message.split(' ')[0] ?? ''));
  const field = refused?.message.split(' ')[0]?.split('.')[1];
  const before = field === undefined ? undefined : new RegExp(`\\b${field}\\b[^*]*\\*(\\w+)`).exec(query);
  if (!before) return false;
  for (const type of typesOn(query.slice(before.index))) behindUnbuilt.add(type);
  return true;
}
