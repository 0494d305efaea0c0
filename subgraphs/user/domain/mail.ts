/** The mails that this subgraph sends by itself, since what is in them may stand in no log and no job. */
export type MailKind = 'VERIFY_EMAIL' | 'ADDRESS_TAKEN' | 'RESET_PASSWORD' | 'EMAIL_CHANGED';

/** What the token in a mail's link is good for. */
export type MailTokenPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD';

/** A mail that is owed to somebody from the moment of a commit until it was sent. It holds no secret. */
export interface OwedMail {
  readonly id: string;
  readonly kind: MailKind;
  /** Whose mail it is: their name and language are read when it is sent. */
  readonly accountId: string;
  readonly email: string;
  readonly createdAt: Date;
}

/** The kept side of a link in a mail. */
export interface MailToken {
  readonly purpose: MailTokenPurpose;
  readonly accountId: string;
  readonly email: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** What the link in a mail of this kind is good for; null for a mail without a link. */
export function purposeOf(kind: MailKind): MailTokenPurpose | null {
  switch (kind) {
    case 'VERIFY_EMAIL':
      return 'VERIFY_EMAIL';
    case 'ADDRESS_TAKEN':
    case 'RESET_PASSWORD':
      return 'RESET_PASSWORD';
    case 'EMAIL_CHANGED':
      return null;
  }
}
