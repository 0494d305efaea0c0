/** What one document may ask for. Each is a setting; see README. */
export interface DocumentLimits {
  /** Tokens of the text, comments among them. */
  readonly tokens: number;
  /** Fields within fields. */
  readonly depth: number;
  /** The same below `__schema` and `__type`. */
  readonly introspectionDepth: number;
  /** Other names that one field is given. */
  readonly aliases: number;
  /** Fields at the root of an operation, each time that they are selected. */
  readonly rootFields: number;
  readonly directives: number;
  /** Selections once every fragment is put where it is spread. */
  readonly selections: number;
  /** What an operation may cost, by @cost and @listSize of the contract. */
  readonly cost: number;
}

/** What one socket, and one person with several, may hold. */
export interface SocketLimits {
  /** Subscriptions of one connection; as many queries and mutations may be on their way beside them. */
  readonly subscriptions: number;
  /** Connections of one person. */
  readonly connections: number;
  /** Milliseconds within which a socket has to say who it is. */
  readonly initTimeout: number;
}

/** How long a request may be on its way to us. */
export interface ArrivalLimits {
  /** Milliseconds for the headers. */
  readonly headersTimeout: number;
  /** Milliseconds for all of it. */
  readonly requestTimeout: number;
}
