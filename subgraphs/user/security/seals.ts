import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Checkpoint, SecurityEvent } from '../domain/security-event.js';
import type { Seals } from '../domain/audit.js';

/** Hashes rows of the security log, and signs their checkpoints. */
export interface AuditSeals extends Seals {
  /** Null without a key. */
  sign(checkpoint: Omit<Checkpoint, 'signature'>): Buffer | null;
}

/**
 * SHA-256 over a row's content, its account and its place, and the hash of the row before it; HMAC-SHA-256 (RFC 2104) over
 * a checkpoint by a key that the database does not hold. Without a key checkpoints are not signed, and any signature holds.
 */
export function createSeals(key: string | null): AuditSeals {
  const sign = ({ accountId, position, hash }: Omit<Checkpoint, 'signature'>): Buffer | null =>
    key === null ? null : createHmac('sha256', key).update(`${accountId}:${String(position)}:`).update(hash).digest();
  return {
    hashOf: ({ accountId, position, id, kind, at, ipAddress, userAgent }: SecurityEvent, previousHash) =>
      createHash('sha256')
        .update(JSON.stringify(['1', accountId, position, id, kind, at.toISOString(), ipAddress, userAgent]))
        .update(previousHash)
        .digest(),
    sign,
    holds(checkpoint) {
      const right = sign(checkpoint);
      if (right === null) return true;
      return checkpoint.signature?.length === right.length && timingSafeEqual(checkpoint.signature, right);
    },
  };
}
