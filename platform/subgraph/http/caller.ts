import type { SignIdentity } from '../../identity/sign.js';
import { IDENTITY_HEADER } from '../../identity/token.js';
import { AbortEmitter } from '../abort-emitter.js';
import { ConnectionFailed, type RequestIdentity } from '../transport.js';
import type { Address, Addresses } from './addresses.js';
import { createHedgeBudget, HEDGES, type HedgeLimits } from './hedging.js';
import { NOT_BEGUN_HEADER } from './protocol.js';

/** One question by HTTP. */
export interface Question {
  readonly path: string;
  readonly body: unknown;
  readonly identity: RequestIdentity;
  /** Whether it may be asked twice: it changes nothing. */
  readonly repeatable: boolean;
  readonly signal?: AbortEmitter | undefined;
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

/** What is needed to ask. */
export interface AskOptions {
  readonly subgraph: string;
  readonly addresses: Addresses;
  readonly sign: SignIdentity;
  readonly hedges?: HedgeLimits | undefined;
}

/** One address that was asked. */
interface Attempt {
  readonly address: Address;
  readonly begunAt: number;
  /** Never rejects. */
  readonly ended: Promise<Ended>;
  /** Lets go of it: nobody wants its answer any more. */
  abandon(): void;
}
type Ended = { readonly attempt: Attempt } & ({ readonly answer: unknown } | { readonly error: unknown });

/**
 * Asks one address after the other, as long as the question was surely not begun or may be asked twice. One that may be is
 * also put to another address when the first takes unusually long: the first answer counts.
 * @throws ConnectionFailed when it was begun nowhere; anything else when it may have been.
 */
export function createAsk({ subgraph, addresses, sign, hedges = HEDGES }: AskOptions): Ask {
  const budget = createHedgeBudget(hedges);
  const isLate = ({ address, begunAt }: Attempt): boolean => performance.now() - begunAt >= patienceWith(address, hedges);

  return async (question) => {
    const text = JSON.stringify(question.body);
    const tried = new Set<Address>();
    const running: Attempt[] = [];
    const failed = createFaults(subgraph, question);
    const begin = (address: Address | null): void => {
      if (!address) return;
      tried.add(address);
      // Signed for each try: it holds for half a minute.
      running.push(attempt(addresses, address, question, text, sign(subgraph, question.identity, question.path, text)));
    };
    if (question.repeatable) budget.earn();
    begin(addresses.next(tried));
    try {
      for (let newest = running.at(-1); newest; newest = running.at(-1)) {
        const hedged = question.repeatable && tried.size < addresses.all.length;
        const ended = await firstOf(running, hedged ? patienceWith(newest.address, hedges) : null);
        if (ended === 'late') {
          // What is known to be silent has not to be paid for: nobody works there for this question.
          const other = addresses.nextWell(tried);
          if (other && (addresses.isSpared(newest.address) || budget.spend())) begin(other);
          continue;
        }
        running.splice(running.indexOf(ended.attempt), 1);
        if ('answer' in ended) {
          // Slow is one thing; not to have answered anybody since is another.
          for (const left of running) if (isLate(left) && left.address.heardAt < left.begunAt) addresses.spare(left.address);
          return ended.answer;
        }
        failed.add(ended.error, running.length > 0);
        if (running.length === 0) begin(addresses.next(tried));
      }
      throw failed.sum();
    } finally {
      for (const left of running) left.abandon();
    }
  };
}

const patienceWith = ({ usual }: Address, { least }: HedgeLimits): number => Math.max(least, usual.limit());

/** The attempt that ends first, or `late` after so many milliseconds; null for never. */
async function firstOf(running: readonly Attempt[], milliseconds: number | null): Promise<Ended | 'late'> {
  const ended = Promise.race(running.map((each) => each.ended));
  if (milliseconds === null) return ended;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)));
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

interface Faults {
  /** @throws it where asking elsewhere is of no use, or not allowed; not while another attempt may still be answered. */
  add(error: unknown, othersRun: boolean): void;
  /** What to throw when every address has failed. */
  sum(): unknown;
}

/** What went wrong with one question so far. */
function createFaults(subgraph: string, { signal, repeatable }: Question): Faults {
  let maybeBegun: Failed | undefined;
  let refused: { readonly error: unknown } | undefined;
  let last: unknown;
  return {
    add(error, othersRun) {
      signal?.throwIfAborted();
      if (!(error instanceof Failed)) refused ??= { error };
      else if (error.fault === 'maybe begun') maybeBegun = error;
      if (refused && !othersRun) throw refused.error;
      if (maybeBegun && !repeatable) throw error;
      last = (error as Error).cause;
    },
    sum: () => maybeBegun ?? new ConnectionFailed(subgraph, { cause: last }),
  };
}

/** A question as one address gets it. */
interface SignedQuestion {
  readonly path: string;
  readonly text: string;
  readonly token: string;
  readonly signal: AbortEmitter;
}

function attempt(addresses: Addresses, address: Address, question: Question, text: string, token: string): Attempt {
  const signal = new AbortEmitter();
  const abandoned = question.signal;
  const abandon = (): void => signal.abort(abandoned?.reason);
  abandoned?.once('abort', abandon);
  const begun: Attempt = {
    address,
    begunAt: performance.now(),
    ended: send(addresses, address, { path: question.path, text, token, signal })
      .then(
        (answer) => ({ attempt: begun, answer }),
        (error: unknown) => {
          // A signal is aborted by who has waited too long: what is silent is spared as well.
          if (abandoned?.aborted) addresses.spare(address);
          return { attempt: begun, error };
        },
      )
      .finally(() => abandoned?.off('abort', abandon)),
    abandon,
  };
  return begun;
}

async function send(addresses: Addresses, address: Address, { path, text, token, signal }: SignedQuestion): Promise<unknown> {
  const begunAt = performance.now();
  address.inFlight += 1;
  try {
    const headers = { 'content-type': 'application/json', [IDENTITY_HEADER]: token };
    const { statusCode, headers: told, body } = await address.pool.request({ method: 'POST', path, headers, body: text, signal });
    address.heardAt = performance.now();
    if (told['connection'] === 'close') addresses.spare(address);
    const answer = await body.text();
    if (statusCode === 200) {
      address.usual.add(performance.now() - begunAt);
      return JSON.parse(answer) as unknown;
    }
    const cause = new Error(`It answered ${String(statusCode)}: ${answer.slice(0, 200)}`);
    if (told[NOT_BEGUN_HEADER] !== undefined) throw new Failed('not begun', { cause });
    throw cause;
  } catch (error) {
    const fault = signal.aborted ? null : faultOf(error);
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
