/** What an account may do in the whole; each role has all that the one before it has. */
export const ROLES = ['MEMBER', 'ORGANIZER', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** A person's account, credentials apart. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly avatarUrl: string | null;
  /** Null once somebody else has proved that the address is theirs. */
  readonly email: string | null;
  /** Until then the address is a claim, which others may make too. */
  readonly emailVerified: boolean;
  readonly role: Role;
  readonly active: boolean;
  readonly timeZone: string;
  readonly locale: string;
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
  /** Grows with each change that others are told of. */
  readonly version: number;
}

/** An account with what a login is checked against. Never leaves the use cases that check passwords. */
export interface AccountWithPassword extends Account {
  /** PHC string of an argon2id hash. */
  readonly passwordHash: string;
}

/** How usernames and e-mail addresses are compared: without regard to case. */
export const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase();
