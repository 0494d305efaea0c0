import type { Outcome } from './senders.js';

/** A hostile document, with what beside it, and what it gets on HTTP and WebSocket alike. */
export interface HostileDocument {
  readonly name: string;
  readonly query: string;
  readonly more?: object;
  readonly gets: Outcome;
}

const bound = (name: string): Outcome => ({ code: 'QUERY_TOO_COMPLEX', bound: name });
const PARSE: Outcome = { code: 'GRAPHQL_PARSE_FAILED' };
const VALIDATION: Outcome = { code: 'GRAPHQL_VALIDATION_FAILED' };
const INPUT: Outcome = { code: 'BAD_USER_INPUT' };

const times = (count: number, each: (index: number) => string): string => Array.from({ length: count }, (_, index) => each(index)).join(' ');
/** `{ a { a { … } } }`, so many fields deep. */
const nested = (field: string, depth: number, leaf = '__typename'): string => `${`${field} { `.repeat(depth - 1)}${leaf}${' }'.repeat(depth - 1)}`;
/** Fragments each of which spreads the next twice. */
const doubling = (count: number, type: string, last: string): string =>
  times(count, (index) => `fragment F${String(index)} on ${type} { ${index + 1 < count ? `...F${String(index + 1)} ...F${String(index + 1)}` : last} }`);
const array = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);
const CYCLE = 'myBookings { event { ';

/** Documents that ask for too much, or for what is not there. */
export const documents: readonly HostileDocument[] = [
  { name: '1,001 tokens', query: `{ ${times(999, () => 'a')} }`, gets: bound('tokens') },
  { name: '5,000 comments', query: `${'#\n'.repeat(5000)}{ __typename }`, gets: bound('tokens') },
  { name: 'a list literal of 2,000 items', query: `{ event(id: [${times(2000, () => '1')}]) { id } }`, gets: bound('tokens') },
  { name: '400 braces and no end', query: '{ a'.repeat(400), gets: PARSE },
  { name: 'fields 11 deep', query: `{ event(id: "e1") { ${nested('organizer', 10, 'id')} } }`, gets: bound('depth') },
  { name: 'fields 250 deep', query: `{ ${nested('a', 250)} }`, gets: bound('depth') },
  {
    name: 'depth by fragments',
    query: `{ event(id: "e1") { ...A } } fragment A on Event { ${CYCLE}${CYCLE}...B } } } } } fragment B on Event { ${CYCLE}${CYCLE}${CYCLE}id } } } } } } }`,
    gets: bound('depth'),
  },
  { name: 'depth within inline fragments', query: `{ ... { ... on Query { event(id: "e1") { ${nested('organizer', 10, '... { id }')} } } } }`, gets: bound('depth') },
  { name: 'introspection 16 deep', query: `{ __schema { types { ${nested('ofType', 14, 'name')} } } }`, gets: bound('introspectionDepth') },
  { name: 'types of fields of types of fields', query: `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`, gets: VALIDATION },
  { name: '16 aliases of one field', query: `{ event(id: "e1") { ${times(16, (n) => `a${String(n)}: title`)} } }`, gets: bound('aliases') },
  {
    name: '16 aliases in four fragments',
    query: `{ event(id: "e1") { ...F0 ...F1 ...F2 ...F3 } } ${times(4, (f) => `fragment F${String(f)} on Event { ${times(4, (n) => `a${String(f)}${String(n)}: title`)} }`)}`,
    gets: bound('aliases'),
  },
  { name: '16 aliases, each in a place of its own', query: `{ ${times(4, (f) => `e${String(f)}: event(id: "e1") { ${times(4, (n) => `a${String(f)}${String(n)}: title`)} }`)} }`, gets: bound('aliases') },
  { name: '11 fields at the root', query: `{ ${times(11, (n) => `a${String(n)}: __typename`)} }`, gets: bound('rootFields') },
  { name: 'one field 500 times', query: `{ ${times(500, () => '__typename')} }`, gets: bound('rootFields') },
  { name: '11 mutations', query: `mutation { ${times(11, (n) => `a${String(n)}: renameEvent(id: "e1", title: "x") { id }`)} }`, gets: bound('rootFields') },
  { name: 'root fields multiplied by fragments', query: `{ ...F0 } ${doubling(5, 'Query', '__typename')}`, gets: bound('rootFields') },
  { name: '21 directives', query: `{ __typename ${times(21, () => '@include(if: true)')} }`, gets: bound('directives') },
  { name: '300 directives that are not there', query: `{ __typename ${times(300, () => '@aa')} }`, gets: bound('directives') },
  { name: 'directives at variables and fragments', query: `query (${times(11, (n) => `$v${String(n)}: Int @a`)}) { ...F } fragment F on Query ${times(11, () => '@b')} { __typename }`, gets: bound('directives') },
  { name: '2^29 selections in 30 fragments', query: `{ event(id: "e1") { ...F0 } } ${doubling(30, 'Event', 'title')}`, gets: bound('selections') },
  { name: '2^80 selections in 80 fragments', query: `{ event(id: "e1") { ...F0 } } ${doubling(80, 'Event', 'title')}`, gets: bound('selections') },
  { name: 'a planner’s nightmare in 552 bytes', query: `{ nodes { ...F0 } } ${doubling(11, 'Node', '... on Event { organizer { fullName } myBookings { id } }')}`, gets: bound('selections') },
  { name: 'a fragment that spreads itself', query: '{ ...F } fragment F on Query { ...F }', gets: VALIDATION },
  { name: 'fragments that go in a circle', query: '{ ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A }', gets: VALIDATION },
  { name: 'a circle with fields in it', query: `{ event(id: "e1") { ...A } } fragment A on Event { ${CYCLE}...A } } }`, gets: VALIDATION },
  { name: '20,000 events', query: '{ events(first: 20000) { id } }', gets: bound('cost') },
  { name: '20,000 events by a variable', query: 'query ($n: Int!) { events(first: $n) { id } }', more: { variables: { n: 20_000 } }, gets: bound('cost') },
  { name: '20,000 events by a default', query: 'query ($n: Int! = 20000) { events(first: $n) { id } }', gets: bound('cost') },
  { name: 'lists within lists', query: `{ events(first: 50) { ${CYCLE}${CYCLE}title } } } } } }`, gets: bound('cost') },
  { name: 'lists within lists, in a fragment that is spread twice', query: `{ events(first: 25) { ...F ...F } } fragment F on Event { ${CYCLE}${CYCLE}title } } } } }`, gets: bound('cost') },
  { name: 'ten lists that are each within bounds', query: `{ ${times(10, (n) => `a${String(n)}: events(first: 999) { organizer { id } }`)} }`, gets: bound('cost') },
  { name: 'nothing', query: '   ', gets: PARSE },
  { name: 'a comment', query: '# { __typename }', gets: PARSE },
  { name: 'half a document', query: '{ event(id: "e1"', gets: PARSE },
  { name: 'a NUL character', query: '{ __type\u0000name }', gets: PARSE },
  { name: 'half of a surrogate pair', query: '{ event(id: "\\uD83D") { id } }', gets: PARSE },
  { name: 'a name of 60,000 characters', query: `{ ${'a'.repeat(60_000)} }`, gets: VALIDATION },
  { name: 'a number of 50,000 digits', query: `{ wait(milliseconds: ${'9'.repeat(50_000)}) }`, gets: VALIDATION },
  { name: 'a field called __proto__', query: '{ __proto__ }', gets: VALIDATION },
  { name: 'a field called constructor', query: '{ constructor { prototype } }', gets: VALIDATION },
  { name: 'aliases called __proto__ and constructor', query: '{ event(id: "e1") { __proto__: title constructor: title toString: id } }', gets: { data: JSON.parse('{"event":{"__proto__":"Event 1","constructor":"Event 1","toString":"e1"}}') } },
  { name: 'what belongs between subgraphs', query: '{ _entities(representations: [{ __typename: "User", id: "u1" }]) { ... on User { fullName } } }', gets: VALIDATION },
  { name: 'the SDL of a subgraph', query: '{ _service { sdl } }', gets: VALIDATION },
  { name: 'definitions of types', query: '{ __typename } type Query { everything: String }', gets: VALIDATION },
  { name: 'parts that come later', query: '{ ... @defer { __typename } }', gets: VALIDATION },
  { name: '100 fragments that nobody spreads', query: `{ __typename } ${times(100, (n) => `fragment F${String(n)} on Query { __typename }`)}`, gets: VALIDATION },
  { name: 'one name for two operations', query: 'query A { __typename } query A { __typename }', gets: VALIDATION },
  { name: 'a variable that is missing', query: 'query ($id: ID!) { event(id: $id) { id } }', gets: INPUT },
  { name: 'a variable of another type', query: 'query ($id: ID!) { event(id: $id) { id } }', more: { variables: { id: { $ne: null } } }, gets: INPUT },
  { name: 'a list of 20,000 wrong items', query: 'query ($at: Point!) { moved(at: $at) }', more: { variables: { at: Array.from({ length: 20_000 }, () => 0) } }, gets: INPUT },
  { name: 'lists 1,000 deep', query: 'query ($at: Point!) { moved(at: $at) }', more: { variables: { at: array(1000) } }, gets: INPUT },
  { name: 'a key called __proto__ in an input', query: 'query ($at: Point!) { moved(at: $at) }', more: { variables: JSON.parse('{"at":{"x":1,"__proto__":{"y":9}}}') as object }, gets: INPUT },
  { name: 'a subscription for two fields', query: 'subscription { ticks t: ticks }', gets: VALIDATION },
  { name: 'the hash of a document that nobody left', query: '', more: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }, gets: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  { name: 'a document under the hash of another', query: '{ __typename }', more: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }, gets: { code: 'BAD_REQUEST' } },
  { name: 'a hash called __proto__', query: '', more: { extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } }, gets: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
];
