import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { type ASTNode, parse, visit } from 'graphql';
import { composeSupergraph, SUBGRAPHS, supergraphFault } from '../scripts/compose.js';

const DESCRIBED = /^(\w+TypeDefinition|FieldDefinition|InputValueDefinition|EnumValueDefinition|DirectiveDefinition)$/;

/** Everything in the SDL that has no description, as `Type.field.argument`. */
function undescribed(sdl: string): string[] {
  const path: string[] = [];
  const found: string[] = [];
  visit(parse(sdl), {
    enter(node: ASTNode) {
      if (!DESCRIBED.test(node.kind) || !('name' in node) || !node.name) return;
      path.push(node.name.value);
      if (!('description' in node) || !node.description?.value.trim()) found.push(path.join('.'));
    },
    leave(node: ASTNode) {
      if (DESCRIBED.test(node.kind)) path.pop();
    },
  });
  return found;
}

const read = (name: string): Promise<string> => readFile(new URL(`${name}.graphql`, import.meta.url), 'utf8');

describe('the schema', () => {
  it.each(SUBGRAPHS)('says what every part of %s is', async (name) => {
    expect(undescribed(await read(name))).toEqual([]);
  });

  it('would name what has no description', () => {
    const sdl = '"A." type A { b("C." c: Int, d: Int): Int } "E." enum E { F } "G." input G { h: Int } "I." union I = A';
    expect(undescribed(sdl)).toEqual(['A.b', 'A.b.d', 'E.F', 'G.h']);
  });

  it('is composed afresh into supergraph.graphql, and composes without a hint', async () => {
    expect(await supergraphFault()).toBeNull();
    expect((await composeSupergraph()).hints).toEqual([]);
  });
});
