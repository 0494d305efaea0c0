import { describe, expect, it } from '@jest/globals';
import { objectTypes, unbuilt } from './schema.js';
import { TABLE } from './table.js';
import { answersOf, isWord, PEOPLE } from './vocabulary.js';
import { typesOn } from './reading.js';
import { UNSEEN, WAYS } from './ways.js';

const inSchema = objectTypes.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
const inTable = Object.entries(TABLE).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`));

describe('the table of who gets what', () => {
  it('has every field of the schema, and none that is not there', () => {
    expect(inSchema.filter((field) => !inTable.includes(field))).toEqual([]);
    expect(inTable.filter((field) => !inSchema.includes(field))).toEqual([]);
  });

  it('has an answer for each person in every row', () => {
    for (const [type, fields] of Object.entries(TABLE)) {
      for (const [field, row] of Object.entries(fields)) {
        if (isWord(row)) continue;
        expect([`${type}.${field}`, Object.keys(answersOf(row))]).toEqual([`${type}.${field}`, PEOPLE]);
      }
    }
  });

  it('knows every field that is not built yet', () => {
    expect([...unbuilt].filter((field) => !inTable.includes(field))).toEqual([]);
  });

  it('has a way to every type, or says why none is taken', () => {
    const roots = ['Query', 'Mutation', 'Subscription'];
    const reached = new Set(Object.values(WAYS).flat().flatMap(({ query }) => typesOn(query)));
    const missing = objectTypes.map(({ name }) => name).filter((name) => !roots.includes(name) && !reached.has(name) && !(name in UNSEEN));
    expect(missing).toEqual([]);
  });
});
