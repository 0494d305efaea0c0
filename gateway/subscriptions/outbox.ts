/** What may wait for listeners that do not read. */
export interface WaitingLimits {
  /** Messages for one socket, beside the one on its way. */
  readonly messages: number;
  /** Bytes for one socket, beside the message on its way. */
  readonly bytes: number;
  /** Bytes for all sockets together. */
  readonly bytesInAll: number;
}
