import { createHmac, timingSafeEqual } from 'node:crypto';
import { fromBase32, toBase32 } from './base32.js';

/** What a code stands for: a ticket, and how often it had been handed on when the code was made. */
export interface CodedTicket {
  /** A UUID. */
  readonly ticketId: string;
  /** 0 for the booker's own code, one more each time that the ticket is handed on, 255 at most. */
  readonly edition: number;
}

/** Makes and reads the codes that tickets bear. */
export interface TicketCodes {
  /** The same for the same ticket and edition, for as long as the key stays. */
  codeOf(ticket: CodedTicket): string;
  /** What a scanned or typed code stands for; null for one that was not signed here. Asks no database. */
  read(code: string): CodedTicket | null;
}

/** The format's name and version. */
const PREFIX = 'C1';
const ID_BYTES = 16;
const SIGNED_BYTES = ID_BYTES + 1;
const SIGNATURE_BYTES = 11;
const LENGTH = PREFIX.length + Math.ceil(((SIGNED_BYTES + SIGNATURE_BYTES) * 8) / 5);

/**
 * `C1`, then in base 32 the ticket's id, its edition and 88 bits of HMAC-SHA-256 (RFC 2104) over all of that: 47
 * characters of QR's alphanumeric mode, as many as version 3 holds at level Q. The first key signs, all of them verify.
 */
export function createTicketCodes(keys: readonly [Buffer, ...Buffer[]]): TicketCodes {
  return {
    codeOf({ ticketId, edition }) {
      const signed = Buffer.concat([idBytes(ticketId), Buffer.from([edition])]);
      return PREFIX + toBase32(Buffer.concat([signed, signatureOf(signed, keys[0])]));
    },
    read(code) {
      const written = code.replace(/[\s-]/g, '').toUpperCase();
      if (written.length !== LENGTH || !written.startsWith(PREFIX)) return null;
      const bytes = fromBase32(written.slice(PREFIX.length));
      if (!bytes) return null;
      const [signed, signature] = [bytes.subarray(0, SIGNED_BYTES), bytes.subarray(SIGNED_BYTES)];
      if (!keys.some((key) => timingSafeEqual(signature, signatureOf(signed, key)))) return null;
      return { ticketId: idText(signed.subarray(0, ID_BYTES)), edition: signed.readUInt8(ID_BYTES) };
    },
  };
}

const signatureOf = (signed: Buffer, key: Buffer): Buffer =>
  createHmac('sha256', key).update(`convene ticket ${PREFIX}:`).update(signed).digest().subarray(0, SIGNATURE_BYTES);

/** @throws for an id that is no UUID. */
function idBytes(id: string): Buffer {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('A ticket whose id is no UUID has no code.');
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

const idText = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
