/** What this subgraph knows of a person: a copy of what the user subgraph tells. */
export interface Person {
  readonly userId: string;
  readonly fullName: string;
  /** Where mail may go; null until an address is verified. */
  readonly verifiedEmail: string | null;
  /** IANA. */
  readonly timeZone: string;
  readonly locale: string;
  readonly active: boolean;
}

/** Stands in for somebody of whom nothing is known (yet): in-app messages reach them, mail does not. */
export const unknownPerson = (userId: string): Person => ({
  userId,
  fullName: '',
  verifiedEmail: null,
  timeZone: 'UTC',
  locale: 'en',
  active: true,
});
