/**
 * Wake-ups between parts: "look again at this channel". A message may be lost or doubled, so nobody may
 * depend on one arriving: whoever listens also looks by itself now and then.
 */
export interface PubSub {
  /** Tells everybody who listens to the channel. Never throws; what can't be sent is logged. */
  publish(channel: string, message?: string): void;
  /** Calls `heard` for each message from the moment that the promise resolves, until the answer is called. */
  listen(channel: string, heard: (message: string) => void): Promise<() => void>;
  /** Resolves when messages can be sent; rejects when the transport is out of reach. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
