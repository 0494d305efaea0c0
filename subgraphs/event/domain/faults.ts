/** One fault in an input, in words for whoever sent it. */
export interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Gathers the faults of one input, so that all are told at once. */
export interface Faults {
  readonly found: Fault[];
  add(path: Fault['path'], message: string): void;
  /** Trims a text and checks its length; null for an empty one, which is a fault where a text is required. */
  text(path: Fault['path'], value: string | null | undefined, most: number, required?: 'required'): string | null;
}

/** Starts with none. */
export function createFaults(): Faults {
  const found: Fault[] = [];
  return {
    found,
    add(path, message) {
      found.push({ path, message });
    },
    text(path, value, most, required) {
      const text = value?.trim() ?? '';
      if (required && text === '') found.push({ path, message: `\`${String(path.at(-1))}\` must not be empty.` });
      if (text.length > most) found.push({ path, message: `\`${String(path.at(-1))}\` has at most ${String(most)} characters.` });
      if (FORBIDDEN.test(text)) found.push({ path, message: `\`${String(path.at(-1))}\` has a control character in it.` });
      return text === '' ? null : text;
    },
  };
}

/** Control characters other than tab and line breaks; no text store or calendar program takes them all. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
