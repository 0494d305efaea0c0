import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { body, byHttp, head, raw, request, type Outcome, type Send } from './senders.js';

/** A hostile request, and what it gets. */
export interface HostileInput {
  readonly name: string;
  readonly send: Send;
  readonly gets: Outcome;
  /** It is slow on purpose, or waits to be cut off. */
  readonly slow?: boolean;
}

const GOOD = JSON.stringify({ query: '{ __typename }' });
const JSON_TYPE = { 'content-type': 'application/json' };
const HEAD = ['POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
const BAD_INPUT = { code: 'BAD_USER_INPUT' };
/** 10 MB of spaces after a document. */
const BOMB = Buffer.from(`${GOOD.slice(0, -1)}${' '.repeat(10_000_000)}}`);
const MUTATION = 'mutation { renameEvent(id: "e1", title: "hurt") { id } }';
const as = (contentType: string | null, content = GOOD): Send =>
  request({ method: 'POST', headers: contentType === null ? {} : { 'content-type': contentType }, body: Buffer.from(content) });
const get = (query: string, headers: Record<string, string> = {}): Send => request({ path: `/graphql?${query}`, headers });
const asked = { 'apollo-require-preflight': 'yes' };

/** Requests that are no good, whatever stands in them. */
export const requests: readonly HostileInput[] = [
  { name: 'a batch', send: body(`[${GOOD},${GOOD}]`), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'an empty batch', send: body('[]'), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'no object', send: body('null'), gets: { status: 400, ...BAD_INPUT } },
  { name: 'half of a body', send: body(GOOD.slice(0, 10)), gets: { status: 400, ...BAD_INPUT } },
  { name: 'lists 100,000 deep for a body', send: body('['.repeat(100_000)), gets: { status: 400, ...BAD_INPUT } },
  { name: 'a key called __proto__', send: body('{"__proto__":{"query":"{ __typename }"}}'), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'a document as the library keeps it', send: body('{"query":{"kind":"Document","definitions":[]}}'), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'variables in a text', send: byHttp('{ __typename }', { variables: '{}' }), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'variables 50,000 deep', send: body(`{"query":"query ($at: Point!) { moved(at: $at) }","variables":{"at":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`), gets: { status: 200, ...BAD_INPUT } },
  { name: 'an operation called __proto__', send: byHttp('query A { __typename }', { operationName: '__proto__' }), gets: { status: 200, code: 'OPERATION_RESOLUTION_FAILURE' } },
  { name: 'two operations, and none of them meant', send: byHttp('query A { __typename } query B { __typename }'), gets: { status: 200, code: 'OPERATION_RESOLUTION_FAILURE' } },
  { name: 'a subscription by HTTP', send: byHttp('subscription { ticks }'), gets: { status: 200, ...BAD_INPUT } },
  { name: 'a body of 300 kB', send: byHttp(`{ __typename }${' '.repeat(300_000)}`), gets: { status: 413, ...BAD_INPUT } },
  { name: '10 MB in 10 kB of gzip', send: body(gzipSync(BOMB), { 'content-encoding': 'gzip' }), gets: { status: 413, ...BAD_INPUT } },
  { name: '10 MB in 10 kB of deflate', send: body(deflateSync(BOMB), { 'content-encoding': 'deflate' }), gets: { status: 413, ...BAD_INPUT } },
  { name: '10 MB in 30 bytes of brotli', send: body(brotliCompressSync(BOMB), { 'content-encoding': 'br' }), gets: { status: 413, ...BAD_INPUT } },
  { name: 'gzip that is none', send: body(GOOD, { 'content-encoding': 'gzip' }), gets: { status: 400, ...BAD_INPUT } },
  { name: 'an encoding that is not there', send: body(GOOD, { 'content-encoding': 'rot13' }), gets: { status: 415, ...BAD_INPUT } },
  { name: 'plain text, as a form can send it', send: as('text/plain'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'a form', send: as('application/x-www-form-urlencoded', 'query=%7B__typename%7D'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'a form with files', send: as('multipart/form-data; boundary=x', '--x--'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'GraphQL as it was once sent', send: as('application/graphql', '{ __typename }'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'XML', send: as('application/xml', '<query/>'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'no type', send: as(null), gets: { status: 415, ...BAD_INPUT } },
  { name: 'a type that is none', send: as('json;;;'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'JSON in UTF-16', send: as('application/json; charset=utf-16'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'JSON in Latin 1', send: as('application/json; charset=iso-8859-1'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'JSON in UTF-7', send: as('application/json; charset=utf-7'), gets: { status: 415, ...BAD_INPUT } },
  { name: 'a wish for XML', send: request({ method: 'POST', headers: { ...JSON_TYPE, accept: 'text/xml' }, body: JSON.stringify({ query: MUTATION }) }), gets: { status: 406, ...BAD_INPUT } },
  { name: 'PUT', send: request({ method: 'PUT', headers: JSON_TYPE, body: GOOD }), gets: { status: 405, ...BAD_INPUT } },
  { name: 'DELETE', send: request({ method: 'DELETE' }), gets: { status: 405, ...BAD_INPUT } },
  { name: 'a mutation by GET', send: get(`query=${encodeURIComponent(MUTATION)}`, asked), gets: { status: 405, code: 'BAD_REQUEST' } },
  { name: 'a mutation by GET among queries', send: get(`operationName=M&query=${encodeURIComponent(`query Q { __typename } mutation M ${MUTATION.slice(9)}`)}`, asked), gets: { status: 405, code: 'BAD_REQUEST' } },
  { name: 'a GET that a link can make', send: get('query={__typename}'), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'two documents in one address', send: get('query={__typename}&query={a}', asked), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'broken variables in an address', send: get('query={__typename}&variables={', asked), gets: { status: 400, code: 'BAD_REQUEST' } },
  { name: 'a page of another origin', send: body(GOOD, { origin: 'https://evil.example' }), gets: { status: 403, ...BAD_INPUT } },
  { name: 'a page without an origin', send: body(GOOD, { origin: 'null' }), gets: { status: 403, ...BAD_INPUT } },
  { name: 'a page of an origin that looks like ours', send: body(GOOD, { origin: 'http://localhost.evil.example' }), gets: { status: 403, ...BAD_INPUT } },
  { name: 'another origin that asks before', send: request({ method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } }), gets: { status: 403, ...BAD_INPUT } },
  { name: 'a token of nobody', send: body(GOOD, { authorization: 'Bearer x.y.z' }), gets: { status: 401, code: 'UNAUTHENTICATED' } },
  { name: 'a way out of the folder', send: raw(head('GET /pages/..%2f..%2fpackage.json HTTP/1.1', 'Host: localhost', 'Connection: close')), gets: { status: 404 } },
  { name: 'an address of 20 kB', send: raw(head(`GET /graphql?query=${'a'.repeat(20_000)} HTTP/1.1`, 'Host: localhost')), gets: { status: 431 } },
  { name: '20 kB of headers', send: raw(head('GET /livez HTTP/1.1', 'Host: localhost', `X-Long: ${'a'.repeat(20_000)}`)), gets: { status: 431 } },
  { name: 'two lengths', send: raw(head(...HEAD, 'Content-Length: 5', 'Content-Length: 6'), 'hello'), gets: { status: 400 } },
  { name: 'a length, and chunks', send: raw(head(...HEAD, 'Content-Length: 6', 'Transfer-Encoding: chunked'), '0\r\n\r\nG'), gets: { status: 400 } },
  { name: 'a length below nothing', send: raw(head(...HEAD, 'Content-Length: -1')), gets: { status: 400 } },
  { name: 'chunks of no size', send: raw(head(...HEAD, 'Transfer-Encoding: chunked'), 'zz\r\n'), gets: { status: 400 } },
  { name: '300 kB in chunks, without a length', send: raw(head(...HEAD, 'Transfer-Encoding: chunked'), `493E0\r\n${' '.repeat(300_000)}\r\n`), gets: { status: 413 } },
  { name: 'a gigabyte that is only promised', send: raw(head(...HEAD, 'Content-Length: 1000000000')), gets: { status: 413 } },
  { name: 'a header within a header', send: raw(head('GET /livez HTTP/1.1', 'Host: localhost', 'X-A: b\0c')), gets: { status: 400 } },
  { name: 'no host', send: raw(head('GET /livez HTTP/1.1')), gets: { status: 400 } },
  { name: 'another protocol', send: raw('\x16\x03\x01\x02\x00\x01\x00\x01\xfc'), gets: { status: 400 } },
  { name: 'silence', send: raw(), gets: { status: 408 }, slow: true },
  { name: 'half of a head', send: raw('POST /graphql HTTP/1.1\r\nHost: localhost\r\n'), gets: { status: 408 }, slow: true },
  { name: 'a body that never comes', send: raw(head(...HEAD, 'Content-Length: 30'), '{"query"'), gets: { status: 408 }, slow: true },
];
