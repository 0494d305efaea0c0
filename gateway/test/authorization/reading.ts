import { answerAt, objectsWith, type Answered, type Found, type Got } from './answers.js';
import { objectTypes, readScopeOf, selectionOf, unbuilt } from './schema.js';
import { TABLE } from './table.js';
import { answersOf, isWord, type Answer, type Person } from './vocabulary.js';
import type { Way } from './ways.js';

/** Puts what the world has under a name into a document. */
export const filled = (query: string, ids: Readonly<Record<string, string>>): string =>
  query.replace(/\$(\w+)/g, (_, name: string) => {
    if (ids[name] === undefined) throw new Error(`The world has nothing under $${name}.`);
    return JSON.stringify(ids[name]);
  });

/** The types whose fields a way asks for. */
export const typesOn = (query: string): string[] => [...new Set([...query.matchAll(/\*(\w+)/g)].map(([, type]) => type ?? ''))];

/** One document of a way, and what a script's token lacks that sends it. */
export interface Question {
  readonly query: string;
  readonly lacks: readonly string[];
}

/** All that a way asks at once. */
export const question = (way: Way): Question => ({ query: expanded(way.query, () => true), lacks: [] });

/**
 * What a script asks on a way: fields that are read by different scopes by different tokens, each with every scope but
 * the ones that the way and these fields want.
 */
export function scriptQuestions(way: Way): Question[] {
  const scopes = new Set(typesOn(way.query).flatMap((type) => Object.keys(TABLE[type] ?? {}).map((field) => readScopeOf(type, field))));
  return [...scopes].map((scope) => ({
    query: expanded(way.query, (type, field) => readScopeOf(type, field) === scope),
    lacks: [...new Set([way.lacks, scope].filter((each) => each !== null && each !== undefined))],
  }));
}

/** Replaces each `*Type` by the type's fields, marked so that the object is found again. */
function expanded(query: string, chosen: (type: string, field: string) => boolean): string {
  return query.replace(/\*(\w+)/g, (_, name: string) => {
    const type = objectTypes.find((candidate) => candidate.name === name);
    if (!type) throw new Error(`${name} is no object type of the schema.`);
    const fields = Object.values(type.getFields());
    const id = fields.some((field) => field.name === 'id') ? ['id'] : [];
    const selections = fields.filter((field) => field.name !== 'id' && chosen(name, field.name)).map((field) => selectionOf(name, field));
    return [`here${name}: __typename`, ...id, ...selections].join(' ');
  });
}

/** A place in the table where something else came than stands there. */
export type Fault = string;

/** What was looked at, as `Type.field person`. */
export type Seen = Set<string>;

/** Compares an answer that came by a way with the table. */
export function faultsOf(way: Way, person: Person, answered: Answered, ids: Readonly<Record<string, string>>, seen: Seen): Fault[] {
  const reaches = answersOf(way.reaches)[person] === 'V';
  return typesOn(way.query).flatMap((type) => {
    const all = objectsWith(answered.data, `here${type}`);
    const found = way.about?.[0] === type ? all.filter(({ object }) => object['id'] === ids[way.about?.[1] ?? '']) : all;
    if (!reaches) return found.length > 0 ? [`${person} gets to a ${type}`] : [];
    if (found.length === 0) return [`${person} does not get to a ${type}: ${JSON.stringify(answered.errors ?? answered.data)}`];
    return found.flatMap((each) => faultsOfObject(type, way.owner, person, answered, each, seen));
  });
}

function faultsOfObject(type: string, owner: Way['owner'], person: Person, answered: Answered, { path, object }: Found, seen: Seen): Fault[] {
  return Object.entries(TABLE[type] ?? {}).flatMap(([field, row]) => {
    const got = answerAt(answered, [...path, field]);
    if (got === 'not asked for') return [];
    seen.add(`${type}.${field} ${person}`);
    if (fits(row, got, `${type}.${field}`, person, owner)) return [];
    return [`${type}.${field} for ${person}: ${got} instead of ${isWord(row) ? row : answersOf(row)[column(person, owner)]} (${JSON.stringify(object[field])})`];
  });
}

/** Whether an answer is what a row says. */
export function fits(row: string, got: Got, field: string, person: Person, owner?: Way['owner']): boolean {
  if (unbuilt.has(field)) return got === 'NOT_IMPLEMENTED';
  if (row === 'shown') return got === 'V' || got === 'M';
  if (row === 'data') return ['V', 'M', 'e', '0'].includes(got);
  const expected: Answer = answersOf(row)[column(person, owner)];
  // What another's account holds may be nothing; that it may be read is the point.
  return got === expected || (owner !== undefined && expected === 'V' && ['e', '0'].includes(got));
}

/** In whose column to look: the rows are about what is the member's. */
function column(person: Person, owner: Way['owner']): Person {
  if (owner === undefined || person === 'script') return person;
  if (owner === 'self' || owner === person) return 'member';
  return person === 'member' ? 'other' : person;
}
