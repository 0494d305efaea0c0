/** Decides about the Origin header of a request. */
export type AllowsOrigin = (origin: string | undefined) => boolean;

/** Whose pages may speak to us. */
export interface OriginSettings {
  /** Instead of what follows. */
  readonly origins: readonly string[] | null;
  /** What links to us begin with; null: where we listen. */
  readonly publicUrl: string | null;
  readonly production: boolean;
}

/**
 * Lets pages of listed origins in, and programs, which send none. Without a list: pages of our public address, and in
 * development those of this machine. It is browsers that are kept out by this, on behalf of who sits before them: against pages
 * of others that open sockets, and against names of others that are made to lead to us.
 */
export function allowOrigins({ origins, publicUrl, production }: OriginSettings, port: number): AllowsOrigin {
  const local = [`http://localhost:${String(port)}`, `http://127.0.0.1:${String(port)}`];
  const own = publicUrl === null ? local : [publicUrl];
  const allowed = new Set((origins ?? (production ? own : [...own, ...local])).map((address) => new URL(address).origin));
  return (origin) => origin === undefined || allowed.has(origin);
}
