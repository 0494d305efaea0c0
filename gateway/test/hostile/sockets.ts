import type { HostileInput } from './requests.js';
import { bySocket, head, raw, SIGN_IN, socket } from './senders.js';

const subscribe = (id: string, query = 'subscription { calendarChanged(calendarId: "c1") { kind } }'): object => ({ id, type: 'subscribe', payload: { query } });
const INIT = { type: 'connection_init' };
const UPGRADE = ['GET /graphql HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'];
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';

/** Sockets that do not behave; the number is the code that they are closed with. */
export const sockets: readonly HostileInput[] = [
  { name: 'a socket that says nothing', send: socket([]), gets: { close: 4408 }, slow: true },
  { name: 'an operation before anybody said who they are', send: socket([subscribe('1')]), gets: { close: 4401 } },
  { name: 'two beginnings', send: socket([INIT, INIT]), gets: { close: 4429 } },
  { name: 'no JSON', send: socket(['hello']), gets: { close: 4400 } },
  { name: 'a list', send: socket(['[]']), gets: { close: 4400 } },
  { name: 'a message of no known type', send: socket([INIT, { type: 'drop_tables' }]), gets: { close: 4400 } },
  { name: 'an operation without an id', send: socket([SIGN_IN, { type: 'subscribe', payload: { query: '{ __typename }' } }]), gets: { close: 4400 } },
  { name: 'a document that is no text', send: socket([SIGN_IN, { id: '1', type: 'subscribe', payload: { query: { kind: 'Document' } } }]), gets: { close: 4400 } },
  { name: 'bytes that are no text', send: socket([Buffer.from([0xff, 0xfe, 0x00])]), gets: { close: 4400 } },
  { name: 'a message of 65 kB', send: socket([INIT, subscribe('1', `{ __typename }${' '.repeat(65_536)}`)]), gets: { close: 1009 } },
  { name: 'one id for two operations', send: socket([SIGN_IN, subscribe('1'), subscribe('1')]), gets: { close: 4409 } },
  { name: 'a subscription with conditions at its root', send: bySocket('subscription { ticks @skip(if: true) }'), gets: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  { name: 'two operations, and none of them meant', send: bySocket('query A { __typename } query B { __typename }'), gets: { code: 'BAD_USER_INPUT' } },
  { name: 'a token of nobody', send: socket([{ type: 'connection_init', payload: { authorization: 'Bearer x.y.z' } }]), gets: { close: 4403 } },
  { name: 'a token that is a list', send: socket([{ type: 'connection_init', payload: { authorization: ['Bearer'] } }]), gets: { close: 4403 } },
  { name: 'another protocol', send: socket([], { protocol: 'graphql-ws' }), gets: { close: 1006 } },
  { name: 'a page of another origin', send: socket([], { headers: { origin: 'https://evil.example' } }), gets: { status: 403 } },
  { name: 'another path', send: socket([], { path: '/metrics' }), gets: { status: 404 } },
  { name: 'an upgrade to a version of long ago', send: raw(head(...UPGRADE, KEY, 'Sec-WebSocket-Version: 7')), gets: { status: 400 } },
  { name: 'an upgrade without a key', send: raw(head(...UPGRADE, 'Sec-WebSocket-Version: 13')), gets: { status: 400 } },
  { name: 'an upgrade by POST', send: raw(head('POST /graphql HTTP/1.1', ...UPGRADE.slice(1), KEY, 'Sec-WebSocket-Version: 13')), gets: { status: 405 } },
];
