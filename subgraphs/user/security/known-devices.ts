import { createHash } from 'node:crypto';
import { networkOf } from '../domain/network.js';
import type { Device } from '../domain/session.js';

/** By what a device is recognised that has signed in before; each null where the client gave nothing to go by. */
export interface DeviceMarks {
  /** Of the secret that it keeps for us: nobody else has it. */
  readonly secret: Buffer | null;
  /** Of its network together with its program: others may have the same. */
  readonly program: Buffer;
}

/** The hashes, of those marks that there are. */
export const hashesOf = ({ secret, program }: DeviceMarks): Buffer[] => (secret ? [secret, program] : [program]);

/** What is kept of a device: hashes, and no address. */
export function marksOf({ deviceId, ipAddress, userAgent }: Device): DeviceMarks {
  const hash = (...parts: string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest();
  return {
    secret: deviceId ? hash('secret', deviceId) : null,
    program: hash('program', networkOf(ipAddress ?? ''), userAgent ?? ''),
  };
}
