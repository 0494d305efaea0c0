import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, getVariableValues, parse, type OperationDefinitionNode } from 'graphql';
import { readGatewayConfig } from '../config.js';
import { refuseText } from './bounds.js';
import { readCostModel } from './cost-model.js';
import { refuseCost } from './cost.js';
import { readDocument } from './document.js';
import { refuseSelections } from './selections.js';

const limits = readGatewayConfig({}).bounds.documents;
const boundOf = (text: string): unknown => refuseText(text, limits)?.extensions['bound'];
const times = (count: number, each: (index: number) => string): string => Array.from({ length: count }, (_, index) => each(index)).join(' ');
const nested = (depth: number, leaf = 'leaf'): string => `${'a { '.repeat(depth - 1)}${leaf}${' }'.repeat(depth - 1)}`;

describe('the bounds on documents', () => {
  it.each([
    ['tokens', 1000, (count: number) => `{ a(b: [${times(count - 9, () => '1')}]) }`],
    ['depth', 10, (depth: number) => `{ ${nested(depth)} }`],
    ['introspectionDepth', 15, (depth: number) => `{ __schema { ${nested(depth - 1)} } }`],
    ['aliases', 15, (count: number) => `{ a { ${times(count, (n) => `a${String(n)}: b`)} } }`],
    ['rootFields', 10, (count: number) => `{ ${times(count, (n) => `f${String(n)}`)} }`],
    ['directives', 20, (count: number) => `{ a ${times(count, () => '@b')} }`],
    ['selections', 1000, (count: number) => `{ ...A ...A ...A ...A ...A } fragment A on Q { a { ${times((count - 10) / 5, () => 'b')} } }`],
  ])('let %s go as far as %i, and no further', (bound, limit, document) => {
    const step = bound === 'selections' ? 5 : 1;
    expect([boundOf(document(limit)), boundOf(document(limit + step))]).toEqual([undefined, bound]);
  });

  it('let the introspection of GraphiQL and other tools through', () => {
    const full = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true };
    expect(boundOf(getIntrospectionQuery(full))).toBeUndefined();
  });

  it('look at every operation of a document, and at fragments where they are spread', () => {
    expect(boundOf(`query A { leaf } query B { ${nested(11)} }`)).toBe('depth');
    expect(boundOf(`{ ...F } fragment F on Query { ... { ${nested(11)} } }`)).toBe('depth');
    expect(boundOf(`{ ${nested(6, '...F')} } fragment F on A { ${nested(6)} }`)).toBe('depth');
  });

  it('leave to validation what it refuses: circles and fragments that are missing', () => {
    expect(boundOf('{ ...A ...Missing } fragment A on Query { ...B } fragment B on Query { ...A }')).toBeUndefined();
  });

  it('count what 250 fragments multiply without multiplying it', () => {
    const bomb = `{ ...F0 } ${times(250, (n) => `fragment F${String(n)} on Q { ...F${String(n + 1)} ...F${String(n + 1)} }`)} fragment F250 on Q { a }`;
    const document = readDocument(parse(bomb, { noLocation: true }));
    // Multiplied, this would never come to an end; how long it takes is for bench/selections.ts.
    expect(refuseSelections(document, 1000)).not.toBeNull();
  });
});

const schema = buildSchema(`
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  type Query {
    item: Item
    items: [Item!]
    three: [Item!] @listSize(assumedSize: 3)
    page(first: Int! = 20, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"])
    slow(deep: Boolean @cost(weight: 5)): String @cost(weight: 50)
    heavy: Heavy
    names: [String!]
  }
  type Page { edges: [Edge!] total: Int }
  type Edge { node: Item cursor: String }
  type Item { id: ID! item: Item page(first: Int! = 20): Page @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) }
  type Heavy @cost(weight: 7) { id: ID! }
`);
const model = readCostModel(schema);

/** The smallest limit that lets the operation through. */
function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const passes = (limit: number): boolean => refuseCost(model, readDocument(document), operation, coerced ?? {}, limit) === null;
  let [low, high] = [0, 1_000_000];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

describe('the cost of an operation', () => {
  it.each([
    ['a leaf', '{ __typename names }', 0],
    ['an object', '{ item { id } }', 1],
    ['a list of unknown length', '{ items { id } }', 10],
    ['a list of an assumed length', '{ three { item { id } } }', 6],
    ['a page of the default length', '{ page { edges { node { id } } total } }', 1 + 20 * 2],
    ['a page of a given length', '{ page(first: 5) { edges { node { id } cursor } } }', 1 + 5 * 2],
    ['the longer of two lengths', '{ page(first: 5, last: 9) { edges { cursor } } }', 1 + 9],
    ['a page that counts backwards', '{ page(first: -5) { edges { cursor } } }', 1],
    ['pages of pages', '{ page(first: 100) { edges { node { page(first: 500) { edges { node { id } } } } } } }', 1 + 100 * (2 + 1 + 500 * 2)],
    ['a field with a price, and an argument with one', '{ slow(deep: true) }', 55],
    ['a type with a price', '{ heavy { id } }', 7],
    ['introspection', '{ __schema { types { name } } }', 0],
    ['two names for one thing', '{ a: item { id } b: item { id } }', 2],
    ['edges in a fragment', '{ page(first: 7) { ...E ... { edges { cursor } } } } fragment E on Page { edges { node { id } } }', 1 + 7 * 2 + 7],
    ['one fragment under pages of two lengths', '{ a: page(first: 2) { ...E } b: page(first: 3) { ...E } } fragment E on Page { edges { cursor } }', 2 + 2 + 3],
  ])('counts %s', (_what, text, cost) => {
    expect(costOf(text)).toBe(cost);
  });

  it('takes lengths from variables and their defaults', () => {
    const page = 'query ($n: Int! = 4) { page(first: $n) { edges { cursor } } }';
    expect([costOf(page), costOf(page, { n: 9 })]).toEqual([5, 10]);
  });
});
