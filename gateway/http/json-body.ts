import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { refuse } from './refuse.js';

/** After a refusal so many bytes and milliseconds are still read, so that the client comes to read why; then it is cut off. */
const LINGER = { bytes: 1024 * 1024, milliseconds: 1000 };

const DECODERS: Readonly<Record<string, (packed: Readable) => Readable>> = {
  identity: (plain) => plain,
  gzip: (packed) => packed.pipe(createGunzip()),
  deflate: (packed) => packed.pipe(createInflate()),
  br: (packed) => packed.pipe(createBrotliDecompress()),
};

/** Why a body is not read. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads a JSON body of at most `limit` bytes, packed or not, and as many once it is unpacked; undefined for an empty one. What
 * is longer is refused as soon as that is known, and not read to its end: `refused` then, and answered.
 */
export async function readJson(request: IncomingMessage, response: ServerResponse, limit: number): Promise<{ readonly body: unknown } | 'refused'> {
  try {
    return { body: parse(await read(request, limit)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(response, error.status, error.message);
    linger(request);
    return 'refused';
  }
}

const tooLong = (): Refusal => new Refusal(413, 'The body is too long.');
const unreadable = (): Refusal => new Refusal(400, 'The body can not be read.');

async function read(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLong();
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  const decode = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (!decode) throw new Refusal(415, 'Bodies may be packed by gzip, deflate or br.');
  const body = decode(request);
  try {
    return await collect(request, body, limit);
  } finally {
    if (body !== request) {
      request.unpipe();
      body.destroy();
    }
  }
}

/** Listeners instead of a loop over the stream: the end of a loop would destroy the request, and with it the connection. */
function collect(request: IncomingMessage, body: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) stop(tooLong());
      else chunks.push(chunk);
    };
    const fail = (): void => stop(unreadable());
    const gone = (): void => {
      if (!request.complete) fail();
    };
    const stop = (refusal: Refusal | null): void => {
      body.off('data', take).off('end', end);
      request.off('close', gone);
      if (refusal) reject(refusal);
      else resolve(Buffer.concat(chunks));
    };
    const end = (): void => stop(null);
    body.on('data', take).once('end', end).on('error', fail);
    request.once('close', gone);
  });
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    throw unreadable();
  }
  throw unreadable();
}

function linger(request: IncomingMessage): void {
  let left = LINGER.bytes;
  const cut = (): void => void request.destroy();
  const patience = setTimeout(cut, LINGER.milliseconds);
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) cut();
  });
  request.once('close', () => clearTimeout(patience));
  request.resume();
}
