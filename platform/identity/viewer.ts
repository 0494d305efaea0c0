/** Who asks, as the gateway has verified it. `null` stands for nobody. */
export interface Viewer {
  readonly userId: string;
  /** The session, or the script's token, that the request belongs to. */
  readonly sessionId: string;
  readonly role: string;
  readonly scopes: ReadonlySet<string>;
}

/** A subgraph's own question on behalf of a person, with just the scopes that it needs. */
export const onBehalfOf = (userId: string, scopes: readonly string[]): Viewer => ({
  userId,
  sessionId: 'internal',
  role: 'MEMBER',
  scopes: new Set(scopes),
});
