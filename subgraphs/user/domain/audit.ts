import type { ChainedEvent, Checkpoint, SecurityEvent } from './security-event.js';

/** What is wrong with a row of a security log. */
export type AuditFaultKind = 'REMOVED' | 'ADDED' | 'MOVED' | 'ALTERED' | 'CHECKPOINT' | 'NO_LOG';

/** A fault, by the account and the row; position 0 stands for the whole log. */
export interface AuditFault {
  readonly accountId: string;
  readonly position: number;
  readonly kind: AuditFaultKind;
  readonly detail: string;
}

/** How hashes and signatures are made; neither is this folder's business. */
export interface Seals {
  hashOf(event: SecurityEvent, previousHash: Buffer): Buffer;
  /** Whether the signature is good; also where there is no key to look with. */
  holds(checkpoint: Checkpoint): boolean;
}

/** Precedes an account's first row. */
export const NO_HASH = Buffer.alloc(32);

/**
 * Compares one account's log with its checkpoints, row by row: each row must be the one of which the checkpoint was taken,
 * must follow the one before it, and must say what its hash was made of. Every account has a log, from its first moment on.
 */
export function auditLog(
  accountId: string,
  kept: { events: readonly ChainedEvent[]; checkpoints: readonly Checkpoint[]; seals: Seals },
): AuditFault[] {
  const events = new Map(kept.events.map((event) => [event.position, event]));
  const checkpoints = new Map(kept.checkpoints.map((checkpoint) => [checkpoint.position, checkpoint]));
  const last = Math.max(0, ...events.keys(), ...checkpoints.keys());
  if (last === 0) return [{ accountId, position: 0, kind: 'NO_LOG', detail: 'nothing is left of it' }];
  const faults: AuditFault[] = [];
  for (let position = 1; position <= last; position += 1) {
    const checkpoint = checkpoints.get(position);
    const previousHash = checkpoints.get(position - 1)?.hash ?? NO_HASH;
    const fault = checkpoint && !kept.seals.holds(checkpoint) ? forged() : faultOf(events.get(position), checkpoint, previousHash, kept);
    if (fault) faults.push({ accountId, position, ...fault });
  }
  return faults;
}

type Found = Pick<AuditFault, 'kind' | 'detail'>;

function faultOf(
  event: ChainedEvent | undefined,
  checkpoint: Checkpoint | undefined,
  previousHash: Buffer,
  { checkpoints, seals }: { checkpoints: readonly Checkpoint[]; seals: Seals },
): Found | null {
  if (!event) return { kind: 'REMOVED', detail: 'the row is gone' };
  if (!checkpoint) return { kind: 'ADDED', detail: `the row ${event.id} (${event.kind}) has no checkpoint` };
  if (event.hash.equals(checkpoint.hash)) {
    if (!event.previousHash.equals(previousHash)) return altered(event, 'does not follow the row before it');
    return seals.hashOf(event, event.previousHash).equals(event.hash) ? null : altered(event, 'does not say what it said');
  }
  const origin = checkpoints.find(({ hash }) => hash.equals(event.hash));
  if (origin) return { kind: 'MOVED', detail: `the row ${event.id} (${event.kind}) was row ${String(origin.position)}` };
  return altered(event, 'is not the one that was written');
}

const altered = (event: ChainedEvent, what: string): Found => ({ kind: 'ALTERED', detail: `the row ${event.id} (${event.kind}) ${what}` });

const forged = (): Found => ({ kind: 'CHECKPOINT', detail: 'the checkpoint was not made by us' });
