import type { DemoPerson } from './cast.js';
import type { MailboxMessage } from './mailbox.js';

/** What the filling stands on: the endpoint itself, called in the process, and the mailbox. */
export interface DemoEnvironment {
  /** An operation through the gateway. @throws with the first error's code as `code`. */
  readonly ask: <Data>(query: string, variables: Record<string, unknown>, accessToken: string | null) => Promise<Data>;
  readonly messages: () => Promise<readonly MailboxMessage[]>;
}

/** Somebody who is signed in. */
export interface SignedIn {
  readonly person: DemoPerson;
  readonly accessToken: string;
}
