/** One message to one address. */
export interface OutgoingMail {
  /** The sender's own id of this message: the same id twice is sent once where the provider can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Where mail leaves the house: the development mailbox, or a provider. */
export interface Mailer {
  /** Resolves with the provider's id once the message was taken; rejects when it was not, or when that is not known. */
  send(mail: OutgoingMail): Promise<{ providerMessageId: string }>;
  /** Whether a message of this id was taken: true, false, or null where the provider can't be asked. */
  wasTaken(id: string): Promise<boolean | null>;
}
