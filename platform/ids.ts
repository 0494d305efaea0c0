import { randomBytes } from 'node:crypto';

/** Makes identifiers. Passed in everywhere, so that tests can foresee them. */
export interface Ids {
  /** A new identifier, unlike any before; later ones sort after earlier ones of another millisecond. */
  next(): string;
}

/** UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then 74 random bits. */
export function uuidV7(unixMilliseconds: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(unixMilliseconds, 0, 6);
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Identifiers of version 7 by the machine's clock. */
export const timeOrderedIds: Ids = { next: () => uuidV7(Date.now()) };
