interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

export function completeLock(lock: Lock): { lock: Lock; added: string[]; unknown: string[] };
