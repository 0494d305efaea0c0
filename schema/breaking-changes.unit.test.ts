import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { SUBGRAPHS } from '../scripts/compose.js';
import { apiSchemaOf, breakingChanges, readReference, type Git, type SchemaFiles } from './breaking-changes.js';

const present = Object.fromEntries(
  SUBGRAPHS.map((name) => [name, readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8')]),
) as SchemaFiles;

const reference = readReference(SUBGRAPHS);

if ('missing' in reference) {
  it.skip(`breaks no client (not looked at: ${reference.missing})`, () => undefined);
} else {
  it(`breaks no client that worked with ${reference.commit.slice(0, 12)}`, async () => {
    expect(await breakingChanges(apiSchemaOf(reference.files), apiSchemaOf(present))).toEqual([]);
  });
}

describe('breakingChanges', () => {
  const before = buildSchema('type Query { a(x: Int): Int! b: Int } enum E { ONE TWO }');

  it('names what would break a client, and nothing else', async () => {
    const after = buildSchema('type Query { a(x: Int!): Int c: Int } enum E { ONE THREE }');
    const changes = await breakingChanges(before, after);
    expect(changes).toHaveLength(4);
    expect(changes.join('\n')).toMatch(/Query\.b|'b'/);
  });

  it('lets the schema grow', async () => {
    const after = buildSchema('type Query { a(x: Int, y: Int): Int! b: Int! "New." c: Int } enum E { ONE TWO }');
    expect(await breakingChanges(before, after)).toEqual([]);
  });
});

describe('readReference', () => {
  const git =
    (answers: Record<string, string>): Git =>
    (...args) =>
      answers[args.join(' ')] ?? null;
  const inside = { 'rev-parse --is-inside-work-tree': 'true' };

  it('takes the last tag', () => {
    const tagged = git({ ...inside, 'describe --tags --abbrev=0': 'v1', 'show v1:schema/user.graphql': 'A' });
    expect(readReference(['user'], tagged)).toEqual({ commit: 'v1', files: { user: 'A' } });
  });

  it('takes the root commit while there is no tag, and those subgraphs that it has', () => {
    const untagged = git({
      ...inside,
      'rev-parse --is-shallow-repository': 'false',
      'rev-list --max-parents=0 HEAD': 'r2\nr1',
      'show r1:schema/user.graphql': 'A',
    });
    expect(readReference(['user', 'event'], untagged)).toEqual({ commit: 'r1', files: { user: 'A' } });
  });

  it.each([
    ['no git, or no repository', {}],
    ['shallow', { ...inside, 'rev-parse --is-shallow-repository': 'true', 'rev-list --max-parents=0 HEAD': 'r1' }],
    ['no schema', { ...inside, 'describe --tags --abbrev=0': 'v0' }],
  ])('says why there is nothing: %s', (why, answers) => {
    expect(readReference(['user'], git(answers as Record<string, string>))).toEqual({ missing: expect.stringContaining(why) });
  });
});
