/** One message to one address. */
export interface OutgoingMail {
  /** The sender's own id of this message: the same id twice is sent once where the provider can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * What `send` rejects with when the message was surely not taken: sending it again sends nothing twice, and does no good where
 * it is `permanent`. Whatever else it rejects with leaves open whether the message was taken.
 */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';

  constructor(
    message: string,
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Where mail leaves the house: the development mailbox, or a provider. */
export interface Mailer {
  /** Resolves with the provider's id once the message was taken. @throws MailRefused when it surely was not; else that is not known. */
  send(mail: OutgoingMail): Promise<{ providerMessageId: string }>;
  /** Whether a message of this id was taken: true, false, or null where the provider can't be asked. */
  wasTaken(id: string): Promise<boolean | null>;
}
