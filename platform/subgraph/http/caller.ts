import type { SignIdentity } from '../../identity/sign.js';
import { IDENTITY_HEADER } from '../../identity/token.js';
import { ConnectionFailed, type RequestIdentity } from '../transport.js';
import type { Address, Addresses } from './addresses.js';
import { NOT_BEGUN_HEADER } from './protocol.js';

/** One question by HTTP. */
export interface Question {
  readonly path: string;
  readonly body: unknown;
  readonly identity: RequestIdentity;
  /** Whether it may be asked twice: it changes nothing. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Puts a question to a subgraph, wherever it is reached; gives the answer's JSON. */
export type Ask = (question: Question) => Promise<unknown>;

/** Faults after which the request has surely not been begun, and after which it may have been. */
type Fault = 'not begun' | 'maybe begun';

class Failed extends Error {
  constructor(
    readonly fault: Fault,
    options?: ErrorOptions,
  ) {
    super(`A request to a subgraph failed (${fault}).`, options);
  }
}

/**
 * Asks one address after the other, as long as the question was surely not begun or may be asked twice.
 * @throws ConnectionFailed when it was begun nowhere; anything else when it may have been.
 */
export function createAsk(subgraph: string, addresses: Addresses, sign: SignIdentity): Ask {
  return async (question) => {
    const text = JSON.stringify(question.body);
    const tried = new Set<Address>();
    let maybeBegun: Failed | undefined;
    let last: unknown;
    for (let address = addresses.next(tried); address; address = addresses.next(tried)) {
      tried.add(address);
      // Signed for each try: it holds for half a minute.
      const token = sign(subgraph, question.identity, question.path, text);
      try {
        return await send(addresses, address, question, text, token);
      } catch (error) {
        question.signal?.throwIfAborted();
        if (!(error instanceof Failed)) throw error;
        if (error.fault === 'maybe begun') maybeBegun = error;
        if (maybeBegun && !question.repeatable) throw error;
        last = error.cause;
      }
    }
    throw maybeBegun ?? new ConnectionFailed(subgraph, { cause: last });
  };
}

async function send(addresses: Addresses, address: Address, { path, signal }: Question, text: string, token: string): Promise<unknown> {
  address.inFlight += 1;
  try {
    const headers = { 'content-type': 'application/json', [IDENTITY_HEADER]: token };
    const { statusCode, headers: told, body } = await address.pool.request({ method: 'POST', path, headers, body: text, signal });
    if (told['connection'] === 'close') addresses.spare(address);
    const answer = await body.text();
    if (statusCode === 200) return JSON.parse(answer) as unknown;
    const cause = new Error(`It answered ${String(statusCode)}: ${answer.slice(0, 200)}`);
    if (told[NOT_BEGUN_HEADER] !== undefined) throw new Failed('not begun', { cause });
    throw cause;
  } catch (error) {
    // A signal is aborted by who has waited too long: what is silent is spared as well.
    if (signal?.aborted) addresses.spare(address);
    const fault = faultOf(error);
    if (!fault) throw error;
    addresses.spare(address);
    throw error instanceof Failed ? error : new Failed(fault, { cause: error });
  } finally {
    address.inFlight -= 1;
  }
}

/** Of undici and of the system: the connection did not come about. */
const NO_CONNECTION = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** The connection ended, at a moment that can't be told. */
const CUT_OFF = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** What a fault on the way says; null for what is none of the way. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof Failed) return error.fault;
  if (error instanceof AggregateError) return error.errors.every((each) => faultOf(each) === 'not begun') ? 'not begun' : 'maybe begun';
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (code === undefined) return null;
  if (NO_CONNECTION.has(code) || syscall === 'connect' || syscall === 'getaddrinfo') return 'not begun';
  return CUT_OFF.has(code) ? 'maybe begun' : null;
}
